import type { GateSummary } from '@gapura/contract';
import camera from 'lucide-static/icons/camera.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Scanner, useWedgeScanner } from '../scan/index.ts';
import { Icon } from '../ui/index.ts';
import { badgeMessages } from './badge-messages.ts';
import { BadgeNotice } from './badge-notice.tsx';
import { Choice } from './choice.tsx';
import { officerMessages } from './messages.ts';
import { PartyList } from './party-list.tsx';
import type { ScanMode } from './scan-request.ts';
import type { Door } from './use-door.ts';
import { useScanning } from './use-scanning.ts';

interface ScanPanelProps {
  readonly gate: GateSummary;
  readonly door: Door;
}

/** The officer's scanner: for visitors' certificates, paper cards, and people without a phone. */
export function ScanPanel({ gate, door }: ScanPanelProps): VNode {
  const m = useMessages(officerMessages);
  const b = useMessages(badgeMessages);
  const { mode, setMode, party, setParty, badges, badge, takeCode, sendParty, ...words } = useScanning(gate, door);
  const [isOpen, setOpen] = useState(false);
  useWedgeScanner(takeCode);
  return (
    <section class="card officer-scan" aria-labelledby="officer-scan">
      <h2 id="officer-scan" class="visually-hidden">
        {m.scanTitle}
      </h2>
      {badge.waiting !== undefined && <BadgeNotice waiting={badge.waiting} onCancel={badge.cancel} />}
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
        <Scanner continuous prompt={words.cameraPrompt} onText={takeCode} onClose={() => setOpen(false)} />
      ) : (
        <button type="button" class="button is-primary is-large" onClick={() => setOpen(true)}>
          <Icon svg={camera} />
          {m.openCamera}
        </button>
      )}
      <p class="soft small" role="status">
        {door.busy ? m.checking : (words.prompt ?? m.wedgeHint)}
      </p>
      {mode.way === 'in' && badge.waiting === undefined && <p class="soft small">{b.hint}</p>}
      {mode.way === 'in' && party !== undefined && (
        <PartyList party={party} badges={badges} onChange={setParty} onSend={sendParty} />
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
