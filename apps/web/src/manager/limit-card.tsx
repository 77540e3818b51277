import type { LimitRequest, ManagedVenue, Occupancy } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, TextField, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import { limitDraftOf, readLimit, type LimitDraft, type LimitErrors } from './limit-draft.ts';
import { managerMessages } from './messages.ts';

interface LimitCardProps {
  readonly venue: ManagedVenue;
  readonly occupancy: Occupancy;
  readonly onChange: (venue: ManagedVenue) => void;
}

/** Sets the limit by hand: typed, looked at with its consequence, then set. */
export function LimitCard({ venue, occupancy, onChange }: LimitCardProps): VNode {
  const m = useMessages(managerMessages);
  const [draft, setDraft] = useState(() => limitDraftOf(venue));
  const [request, setRequest] = useState<LimitRequest>();
  const { busy, problem, run } = useSubmit();
  const set = async (wanted: LimitRequest): Promise<void> => {
    const changed = await api.send<ManagedVenue>('PUT', `/venues/${venue.id}/limit`, wanted);
    onChange(changed);
    setDraft(limitDraftOf(changed));
    setRequest(undefined);
    toast(m.limitSet);
  };
  return (
    <section class="card" aria-labelledby="venue-limit">
      <h2 id="venue-limit">{m.setLimit}</h2>
      {problem !== undefined && <ErrorState problem={problem} />}
      {request === undefined ? (
        <LimitForm venue={venue} draft={draft} onDraft={setDraft} onRequest={setRequest} />
      ) : (
        <div class="stack">
          <LimitPreview request={request} occupancy={occupancy} />
          <div class="row">
            <button type="button" class="button is-primary" disabled={busy} onClick={() => run(() => set(request))}>
              {m.confirmLimit}
            </button>
            <button type="button" class="button" onClick={() => setRequest(undefined)}>
              {m.changeBack}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

function LimitPreview({ request, occupancy }: { request: LimitRequest; occupancy: Occupancy }): VNode {
  const m = useMessages(managerMessages);
  const over = occupancy.inside - request.limit;
  const left = Math.max(0, request.limit - occupancy.inside - occupancy.leased);
  return (
    <div role="status" class={over > 0 ? 'notice' : 'notice is-calm'}>
      <p>
        <strong>{m.limitChange(formatNumber(occupancy.limit), formatNumber(request.limit))}</strong>
      </p>
      <p>{over > 0 ? m.limitBelow(formatNumber(over)) : m.limitPlaces(formatNumber(left))}</p>
    </div>
  );
}

interface LimitFormProps {
  readonly venue: ManagedVenue;
  readonly draft: LimitDraft;
  readonly onDraft: (draft: LimitDraft) => void;
  readonly onRequest: (request: LimitRequest) => void;
}

function LimitForm({ venue, draft, onDraft, onRequest }: LimitFormProps): VNode {
  const m = useMessages(managerMessages);
  const [wrong, setWrong] = useState<LimitErrors>({});
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readLimit(draft, venue.capacity);
    setWrong('errors' in reading ? reading.errors : {});
    if ('request' in reading) onRequest(reading.request);
  };
  const textOf = (name: keyof LimitDraft): string | undefined => wrong[name] && m.errors[wrong[name]];
  const control = (name: keyof LimitDraft) => ({
    name,
    value: draft[name],
    error: textOf(name),
    onValue: (value: string) => onDraft({ ...draft, [name]: value }),
  });
  const names = Object.keys(wrong) as (keyof LimitDraft)[];
  return (
    <form class="manager-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={Object.fromEntries(names.map((name) => [name, textOf(name)]))} />
      <TextField {...control('limit')} label={m.newLimit} hint={m.limitHint} numeric />
      <details {...((wrong.visitorLimit ?? wrong.employeeLimit) ? { open: true } : {})}>
        <summary>{m.separateLimits}</summary>
        <div class="manager-pair">
          <TextField {...control('visitorLimit')} label={m.visitorLimit} hint={m.emptyMeansNone} numeric />
          <TextField {...control('employeeLimit')} label={m.employeeLimit} hint={m.emptyMeansNone} numeric />
        </div>
      </details>
      <TextField {...control('reason')} label={m.reason} hint={m.reasonHint} maxLength={200} />
      <button type="submit" class="button is-primary">
        {m.checkLimit}
      </button>
    </form>
  );
}
