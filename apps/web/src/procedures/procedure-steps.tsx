import type { ProcedureStep } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { language, useMessages } from '../i18n/index.ts';
import { procedureMessages } from './messages.ts';
import './procedures.css';

interface ProcedureStepsProps {
  readonly title?: string;
  readonly steps: readonly ProcedureStep[];
  /** Folded away where there is seldom anything to look up. */
  readonly isFolded?: boolean;
}

/** What to do, step by step, to be ticked off; folded and unfolded with one press. */
export function ProcedureSteps({ title, steps, isFolded = false }: ProcedureStepsProps): VNode | null {
  const m = useMessages(procedureMessages);
  const [done, setDone] = useState<readonly number[]>([]);
  if (steps.length === 0) return null;
  const toggle = (index: number): void =>
    setDone(done.includes(index) ? done.filter((other) => other !== index) : [...done, index]);
  return (
    <details class="procedure" open={!isFolded}>
      <summary>
        <span>{title ?? m.title}</span>
        <span class="small">{m.done(done.length, steps.length)}</span>
      </summary>
      <ol>
        {steps.map((step, index) => (
          <li key={index}>
            <label>
              <input type="checkbox" checked={done.includes(index)} onChange={() => toggle(index)} />
              <span>{textOf(step)}</span>
            </label>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Organisations write two languages; whoever reads Balinese reads Indonesian too. */
function textOf(step: ProcedureStep): string {
  return language.value === 'en' ? step.en : step.id;
}
