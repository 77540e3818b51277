import type { VNode } from 'preact';
import { useId } from 'preact/hooks';

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, side by side: radio buttons that look like one switch. */
export function Choice<Value extends string>({ legend, value, options, onChoose }: ChoiceProps<Value>): VNode {
  const name = useId();
  const values = Object.keys(options) as Value[];
  return (
    <fieldset class="officer-choice">
      <legend class="visually-hidden">{legend}</legend>
      <div>
        {values.map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              class="visually-hidden"
              checked={option === value}
              onChange={() => onChoose(option)}
            />
            <span>{options[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
