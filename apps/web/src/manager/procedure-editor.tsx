import type { Procedure, ProceduresReply, ProcedureStep } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Confirm, ErrorSummary, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { ProcedureSteps, procedureMessages } from '../procedures/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import { managerMessages } from './messages.ts';
import { StepFields } from './step-fields.tsx';
import {
  mostSteps,
  readProcedure,
  withoutStep,
  withStep,
  withStepEarlier,
  type ProcedureErrors,
} from './procedure-draft.ts';

interface ProcedureEditorProps {
  readonly procedure: Procedure;
  readonly path: string;
  readonly onChange: (reply: ProceduresReply) => void;
}

/** The steps of one situation: written in two languages, seen as the officer sees them, saved, or given back to what we ship. */
export function ProcedureEditor({ procedure, path, onChange }: ProcedureEditorProps): VNode {
  const m = useMessages(managerMessages);
  const { situations } = useMessages(procedureMessages);
  const [steps, setSteps] = useState<readonly ProcedureStep[]>(procedure.steps);
  const [wrong, setWrong] = useState<ProcedureErrors>({});
  const { busy, problem, run } = useSubmit();
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readProcedure(steps);
    setWrong('errors' in reading ? reading.errors : {});
    if ('errors' in reading) return;
    run(async () => {
      onChange(await api.send<ProceduresReply>('PUT', path, reading.request));
      toast(m.procedureSaved);
    });
  };
  const errors = Object.fromEntries(Object.entries(wrong).map(([name, fault]) => [name, m.stepErrors[fault]]));
  return (
    <div class="manager-columns">
      <form class="card manager-form" noValidate onSubmit={submit}>
        <h2>{situations[procedure.situation]}</h2>
        <Origin procedure={procedure} path={path} onChange={onChange} />
        {problem !== undefined && <ErrorState problem={problem} />}
        <ErrorSummary errors={errors} />
        {steps.map((step, index) => (
          <StepFields
            key={index}
            number={index + 1}
            step={step}
            errors={errors}
            isOnly={steps.length === 1}
            onChange={(change) => setSteps(withStep(steps, index, change))}
            onEarlier={() => setSteps(withStepEarlier(steps, index))}
            onRemove={() => setSteps(withoutStep(steps, index))}
          />
        ))}
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={steps.length >= mostSteps}
            onClick={() => setSteps([...steps, { id: '', en: '' }])}
          >
            {m.addStep}
          </button>
          <button type="submit" class="button is-primary" disabled={busy}>
            {m.saveProcedure}
          </button>
        </div>
      </form>
      <section class="card" aria-labelledby="procedure-preview">
        <h2 id="procedure-preview">{m.preview}</h2>
        <p class="soft small">{m.previewHint}</p>
        <div class={`manager-preview is-${groundOf(procedure)}`}>
          <ProcedureSteps steps={steps} />
        </div>
      </section>
    </div>
  );
}

/** The ground that the officer sees behind the steps. */
function groundOf({ situation }: Procedure): string {
  return situation === 'full' || situation === 'closed' || situation === 'unreadable' ? 'red' : situation;
}

/** Whose words these are, and the way back to ours. */
function Origin({ procedure: { changed, situation }, path, onChange }: ProcedureEditorProps): VNode {
  const m = useMessages(managerMessages);
  const { situations } = useMessages(procedureMessages);
  const [isAsking, setAsking] = useState(false);
  if (changed === null) return <p class="soft small">{m.shippedProcedure}</p>;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const reset = async (): Promise<void> => {
    onChange(await api.send<ProceduresReply>('DELETE', path));
    setAsking(false);
    toast(m.procedureReset);
  };
  return (
    <>
      <p class="soft small">{m.changedProcedure(formatDateTime(changed.at, zone), changed.by ?? '–')}</p>
      <button type="button" class="button is-danger" onClick={() => setAsking(true)}>
        {m.resetProcedure}
      </button>
      {isAsking && (
        <Confirm
          title={m.resetProcedure}
          question={m.resetProcedureQuestion(situations[situation])}
          action={m.resetProcedure}
          onConfirm={reset}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
