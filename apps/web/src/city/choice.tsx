import type { VNode } from 'preact';

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all of them seen. */
export function Choice<Value extends string>({ legend, name, value, options, onChoose }: ChoiceProps<Value>): VNode {
  return (
    <fieldset class="city-choice">
      <legend>{legend}</legend>
      <div>
        {options.map(([option, text]) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
