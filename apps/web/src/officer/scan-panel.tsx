import type { GateSummary } from '@gapura/contract';
import camera from 'lucide-static/icons/camera.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Scanner, useWedgeScanner } from '../scan/index.ts';
import { Icon, toast } from '../ui/index.ts';
import { Choice } from './choice.tsx';
import { officerMessages } from './messages.ts';
import { PartyList } from './party-list.tsx';
import { scanRequest, withPerson, type ScanMode } from './scan-request.ts';
import type { Door } from './use-door.ts';

interface ScanPanelProps {
  readonly gate: GateSummary;
  readonly door: Door;
}

/** The officer's scanner: for visitors' certificates, paper cards, and people without a phone. */
export function ScanPanel({ gate, door }: ScanPanelProps): VNode {
  const m = useMessages(officerMessages);
  const [mode, setMode] = useState<ScanMode>({ way: gate.direction === 'out' ? 'out' : 'in', kind: 'visitor' });
  const [party, setParty] = useState<readonly string[]>();
  const [isOpen, setOpen] = useState(false);
  const send = (certificates: readonly string[]): void =>
    door.ask(scanRequest(mode, { eventId: crypto.randomUUID(), gate: gate.code, certificates }));
  const take = (text: string): void => {
    if (party === undefined || mode.way === 'out') {
      send([text]);
      return;
    }
    const answer = withPerson(party, text);
    setParty(answer.party);
    toast(
      { known: m.partyKnown, full: m.partyFull, added: m.partyAdded(answer.party.length) }[answer.refusal ?? 'added'],
    );
  };
  useWedgeScanner(take);
  return (
    <section class="card officer-scan" aria-labelledby="officer-scan">
      <h2 id="officer-scan">{m.scanTitle}</h2>
      <ScanModes mode={mode} onMode={setMode} />
      {mode.way === 'in' && (
        <label class="officer-check">
          <input
            type="checkbox"
            checked={party !== undefined}
            onChange={() => setParty(party === undefined ? [] : undefined)}
          />
          {m.party}
        </label>
      )}
      {isOpen ? (
        <Scanner continuous onText={take} onClose={() => setOpen(false)} />
      ) : (
        <button type="button" class="button is-primary is-large" onClick={() => setOpen(true)}>
          <Icon svg={camera} />
          {m.openCamera}
        </button>
      )}
      <p class="soft small" role="status">
        {door.busy ? m.checking : m.wedgeHint}
      </p>
      {mode.way === 'in' && party !== undefined && (
        <PartyList
          party={party}
          onChange={setParty}
          onSend={() => {
            send(party);
            setParty([]);
          }}
        />
      )}
    </section>
  );
}

function ScanModes({ mode, onMode }: { mode: ScanMode; onMode: (mode: ScanMode) => void }): VNode {
  const m = useMessages(officerMessages);
  return (
    <div class="officer-modes">
      <Choice
        legend={m.way}
        value={mode.way}
        options={{ in: m.wayIn, out: m.wayOut }}
        onChoose={(way) => onMode({ ...mode, way })}
      />
      {mode.way === 'in' && (
        <Choice
          legend={m.kind}
          value={mode.kind}
          options={{ visitor: m.visitor, employee: m.employee }}
          onChoose={(kind) => onMode({ ...mode, kind })}
        />
      )}
    </div>
  );
}
