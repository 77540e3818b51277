import type { VNode } from 'preact';
import { Field } from '../ui/index.ts';

interface ControlProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

interface TextFieldProps extends ControlProps {
  readonly type?: 'text' | 'time' | 'date';
  readonly numeric?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

/** A line of text. Numbers are typed as text too: a number control loses what it does not understand. */
export function TextField({ label, hint, error, value, onValue, type = 'text', ...rest }: TextFieldProps): VNode {
  const { numeric = false, maxLength = 120, ...named } = rest;
  return (
    <Field label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(control) => {
        const shared = {
          ...control,
          ...named,
          value,
          onInput: (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
        };
        if (type !== 'text') {
          return <input {...shared} {...(type === 'time' ? { type: 'time' as const } : { type: 'date' as const })} />;
        }
        return (
          <input
            {...shared}
            type="text"
            maxLength={maxLength}
            autoComplete="off"
            inputMode={numeric ? 'numeric' : 'text'}
          />
        );
      }}
    </Field>
  );
}

interface SelectFieldProps extends ControlProps {
  readonly options: readonly (readonly [value: string, text: string])[];
  /** Begin with nothing chosen, where no choice is likelier than another. */
  readonly withEmpty?: boolean;
}

export function SelectField({
  label,
  hint,
  error,
  value,
  onValue,
  name,
  options,
  withEmpty = false,
}: SelectFieldProps): VNode {
  return (
    <Field label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <select {...control} name={name} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
          {withEmpty && <option value="" />}
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
