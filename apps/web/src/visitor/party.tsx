import type { PersonKind } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import type { Person } from '../offline/index.ts';
import { credentialLine } from './credential-line.ts';
import { visitorMessages } from './messages.ts';

/** As many as the server takes in one check-in. */
const largestParty = 50;

interface PartyProps {
  readonly persons: readonly Person[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Who of the saved people comes in. */
export function PartyChoice({ persons, chosen, onChange }: PartyProps): VNode {
  const t = useMessages(visitorMessages);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset class="stack">
      <legend>
        <h2>{t.whoComesIn}</h2>
      </legend>
      {persons.map((person) => (
        <label key={person.id} class="choice">
          <input
            type="checkbox"
            checked={chosen.has(person.id)}
            disabled={chosen.size >= largestParty && !chosen.has(person.id)}
            onChange={() => toggle(person.id)}
          />
          <span>
            <strong>{person.name}</strong>
            {person.badge && <small>{`${t.kinds.employee} ${person.badge.organisation}`}</small>}
            {person.credentials.length === 0 && <small>{t.withoutCertificate}</small>}
            {person.credentials.slice(0, 2).map((credential) => (
              <small key={credential.text}>{credentialLine(t, credential)}</small>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface KindProps {
  readonly kinds: readonly PersonKind[];
  readonly kind: PersonKind;
  readonly onChange: (kind: PersonKind) => void;
}

export function KindChoice({ kinds, kind, onChange }: KindProps): VNode | null {
  const t = useMessages(visitorMessages);
  if (kinds.length < 2) {
    return null;
  }
  return (
    <fieldset>
      <legend class="visually-hidden">{t.comingAs}</legend>
      <div class="kinds">
        {kinds.map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="kind" checked={kind === each} onChange={() => onChange(each)} />
            <strong>{t.kinds[each]}</strong>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
