import type { GateRequest, ManagedGate, ManagedVenue } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { GateDevices } from './gate-devices.tsx';
import { GateInputs } from './gate-fields.tsx';
import { managerMessages } from './messages.ts';
import { isNameWrong } from './venue-draft.ts';

interface GatesCardProps {
  readonly venue: ManagedVenue;
  readonly onReload: () => void;
}

export function GatesCard({ venue, onReload }: GatesCardProps): VNode {
  const m = useMessages(managerMessages);
  return (
    <section class="card" aria-labelledby="venue-gates">
      <h2 id="venue-gates">{m.gatesTitle}</h2>
      {venue.gates.map((gate) => (
        <GateItem key={gate.code} gate={gate} timeZone={venue.timeZone} />
      ))}
      <NewGate venueId={venue.id} onAdded={onReload} />
    </section>
  );
}

const posters = [
  ['A4', 'id'],
  ['A4', 'en'],
  ['A3', 'id'],
  ['A3', 'en'],
] as const;

function GateItem({ gate, timeZone }: { gate: ManagedGate; timeZone: string }): VNode {
  const m = useMessages(managerMessages);
  return (
    <article class="manager-gate">
      <h3>{gate.name}</h3>
      <p class="soft small">
        {m.directions[gate.direction]} · {m.code} <span class="code">{gate.code.replace(/(.{5})(?=.)/, '$1 ')}</span>
      </p>
      <p>{m.posters}</p>
      <div class="manager-posters">
        {posters.map(([size, language]) => (
          <a
            key={size + language}
            class="button"
            href={`/api/v1/gates/${gate.code}/poster.pdf?size=${size}&language=${language}`}
            target="_blank"
            rel="noopener"
            aria-label={m.posterOf(gate.name, size, m.posterLanguages[language])}
          >
            {m.poster(size, m.posterLanguages[language])}
          </a>
        ))}
      </div>
      <div class="row">
        <a class="button" href={`/officer/${gate.code}`}>
          {m.openFeed}
        </a>
      </div>
      <GateDevices gate={gate} timeZone={timeZone} />
    </article>
  );
}

function NewGate({ venueId, onAdded }: { venueId: string; onAdded: () => void }): VNode {
  const m = useMessages(managerMessages);
  const [gate, setGate] = useState<GateRequest>();
  const [isWrong, setWrong] = useState(false);
  const { busy, problem, run } = useSubmit();
  if (gate === undefined) {
    return (
      <button type="button" class="button" onClick={() => setGate({ name: '', direction: 'both' })}>
        {m.addGate}
      </button>
    );
  }
  const add = async (): Promise<void> => {
    await api.send('POST', `/venues/${venueId}/gates`, { ...gate, name: gate.name.trim() });
    setGate(undefined);
    onAdded();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    setWrong(isNameWrong(gate.name));
    if (!isNameWrong(gate.name)) run(add);
  };
  const error = isWrong ? m.errors.gate : undefined;
  return (
    <form class="manager-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={{ gate: error }} />
      {problem !== undefined && <ErrorState problem={problem} />}
      <GateInputs gate={gate} name="gate" error={error} onChange={(change) => setGate({ ...gate, ...change })} />
      <div class="row">
        <button type="submit" class="button is-primary" disabled={busy}>
          {m.addGate}
        </button>
        <button type="button" class="button" onClick={() => setGate(undefined)}>
          {m.cancel}
        </button>
      </div>
    </form>
  );
}
