import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { procedureMessages, ProcedureSteps } from '../procedures/index.ts';
import { officerMessages } from './messages.ts';
import { readKept } from './use-procedures.ts';

/** What to do in each situation, as this device knew it last: for when the server cannot be reached. */
export function ProcedureBook({ gate }: { gate: string | undefined }): VNode | null {
  const m = useMessages(officerMessages);
  const { situations } = useMessages(procedureMessages);
  const procedures = gate === undefined ? [] : readKept(gate);
  if (procedures.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="officer-book">
      <h2 id="officer-book">{m.lastProcedures}</h2>
      {procedures.map(({ situation, steps }) => (
        <ProcedureSteps key={situation} title={situations[situation]} steps={steps} isFolded />
      ))}
    </section>
  );
}
