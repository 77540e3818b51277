import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { badgeMessages } from './badge-messages.ts';
import { officerMessages } from './messages.ts';
import type { Badges } from './scan-request.ts';

interface PartyListProps {
  readonly party: readonly string[];
  readonly badges: Badges;
  readonly onChange: (party: readonly string[]) => void;
  readonly onSend: () => void;
}

/** The people scanned so far; they go in together or not at all. */
export function PartyList({ party, badges, onChange, onSend }: PartyListProps): VNode {
  const m = useMessages(officerMessages);
  const b = useMessages(badgeMessages);
  if (party.length === 0) return <p>{m.partyEmpty}</p>;
  return (
    <div class="stack">
      <ol class="officer-party">
        {party.map((certificate, index) => (
          <li key={certificate}>
            {m.partyPerson(index + 1)}
            {badges[certificate] !== undefined && ` (${b.withBadge})`}
            <button
              type="button"
              class="button is-quiet"
              aria-label={m.partyRemove(index + 1)}
              onClick={() => onChange(party.filter((other) => other !== certificate))}
            >
              {m.remove}
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="button is-primary" onClick={onSend}>
        {m.partySend(party.length)}
      </button>
    </div>
  );
}
