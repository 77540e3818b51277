import type { ProcedureStep } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { Field } from '../ui/index.ts';
import { managerMessages } from './messages.ts';
import { longestStep } from './procedure-draft.ts';

interface StepFieldsProps {
  readonly number: number;
  readonly step: ProcedureStep;
  readonly errors: Readonly<Record<string, string>>;
  readonly isOnly: boolean;
  readonly onChange: (change: Partial<ProcedureStep>) => void;
  readonly onEarlier: () => void;
  readonly onRemove: () => void;
}

const languages = ['id', 'en'] as const;
const lettersInRow = 28;

/** For browsers that do not fit the field to its text: rows enough on a narrow phone. */
function rowsFor(text: string): number {
  return Math.max(3, Math.ceil(text.length / lettersInRow) + 1);
}

/** One step in both languages. */
export function StepFields({ number, step, errors, isOnly, onChange, onEarlier, onRemove }: StepFieldsProps): VNode {
  const m = useMessages(managerMessages);
  return (
    <fieldset class="manager-step">
      <legend>{m.step(number)}</legend>
      {languages.map((language) => {
        const name = `${language}-${number - 1}`;
        return (
          <Field key={language} label={m.stepLanguages[language]} error={errors[name]}>
            {(control) => (
              <textarea
                {...control}
                name={name}
                lang={language}
                rows={rowsFor(step[language])}
                maxLength={longestStep}
                value={step[language]}
                onInput={(event) => onChange({ [language]: event.currentTarget.value })}
              />
            )}
          </Field>
        );
      })}
      <div class="row">
        {number > 1 && (
          <button type="button" class="button is-quiet" aria-label={m.stepEarlierOf(number)} onClick={onEarlier}>
            {m.stepEarlier}
          </button>
        )}
        {!isOnly && (
          <button type="button" class="button is-quiet" aria-label={m.removeStep(number)} onClick={onRemove}>
            {m.remove}
          </button>
        )}
      </div>
    </fieldset>
  );
}
