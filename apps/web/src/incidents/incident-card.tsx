import type { Incident } from '@gapura/contract';
import { holdsPersonalNumber } from '@gapura/contract/personal-number';
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, formatTime, useMessages } from '../i18n/index.ts';
import { ErrorState, Field, VerdictShape, toast } from '../ui/index.ts';
import './incidents.css';
import { incidentMessages } from './messages.ts';

interface IncidentCardProps {
  readonly incident: Incident;
  readonly timeZone: string;
  /** For whoever takes care of several places, and reads of more than today: the place and the date are named. */
  readonly withVenue?: boolean;
  readonly onClosed: (incident: Incident) => void;
  /** What to do about it. */
  readonly children?: ComponentChildren;
}

/** Somebody was black at a gate: when and where, what to do, and how it was taken care of. It never says who. */
export function IncidentCard({ incident, timeZone, withVenue = false, onClosed, children }: IncidentCardProps): VNode {
  const m = useMessages(incidentMessages);
  const { at, venue, gate, attempts, lastAt, closedAt, closedBy, note } = incident;
  const format = withVenue ? formatDateTime : formatTime;
  const place = withVenue ? `${venue.name}, ${gate.name}` : gate.name;
  return (
    <article class={`card incident ${closedAt === null ? 'is-open' : ''}`}>
      <p class="incident__head">
        <span class="incident__mark is-black">
          <VerdictShape shape="black" size="1.5em" />
        </span>
        <span class="incident__words">
          <strong>{m.what}</strong>
          <span class="soft small">{m.at(format(at, timeZone), place)}</span>
          {attempts > 1 && <span class="soft small">{m.attempts(attempts, format(lastAt, timeZone))}</span>}
        </span>
      </p>
      {closedAt === null ? (
        <>
          {children}
          <CloseForm id={incident.id} onClosed={onClosed} />
        </>
      ) : (
        <>
          <p>{note}</p>
          <p class="soft small">{m.closedBy(format(closedAt, timeZone), closedBy ?? m.nobody)}</p>
        </>
      )}
    </article>
  );
}

const shortestNote = 3;

function CloseForm({ id, onClosed }: { id: string; onClosed: (incident: Incident) => void }): VNode {
  const m = useMessages(incidentMessages);
  const [note, setNote] = useState('');
  const [error, setError] = useState<string>();
  const { busy, problem, run } = useSubmit();
  const submit = (event: Event): void => {
    event.preventDefault();
    const wrong = faultOf(note.trim());
    setError(wrong && m[wrong]);
    if (wrong !== undefined) return;
    run(async () => {
      onClosed(await api.send<Incident>('POST', `/incidents/${id}/close`, { note: note.trim() }));
      toast(m.closed);
    });
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      {problem !== undefined && <ErrorState problem={problem} />}
      <Field label={m.note} hint={m.noteHint} error={error}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={300}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="incident__notes">
        {m.usualNotes.map((usual) => (
          <button key={usual} type="button" class="button is-quiet" onClick={() => setNote(usual)}>
            {usual}
          </button>
        ))}
      </div>
      <button type="submit" class="button is-primary" disabled={busy}>
        {m.close}
      </button>
    </form>
  );
}

function faultOf(note: string): 'noteShort' | 'noteNumber' | undefined {
  if (note.length < shortestNote) return 'noteShort';
  return holdsPersonalNumber(note) ? 'noteNumber' : undefined;
}
