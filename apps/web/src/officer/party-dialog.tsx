import type { Occupancy, PersonKind } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { Dialog } from '../ui/index.ts';
import type { Wish } from './correction-wish.ts';
import { officerMessages } from './messages.ts';
import { readCount } from './read-count.ts';
import { ReasonChoice } from './reason-choice.tsx';

interface PartyDialogProps {
  readonly kind: PersonKind;
  readonly occupancy: Occupancy;
  readonly onWish: (wish: Wish) => void;
  readonly onClose: () => void;
}

const mostAdded = 100;

/** Several people whom nobody can name, such as a school class: how many, then why. */
export function PartyDialog({ kind, occupancy, onWish, onClose }: PartyDialogProps): VNode {
  const m = useMessages(officerMessages);
  const [text, setText] = useState('');
  const [count, setCount] = useState<number>();
  const [error, setError] = useState<string>();
  const left = Math.max(0, occupancy.limit - occupancy.inside - occupancy.leased);
  const submit = (event: Event): void => {
    event.preventDefault();
    const read = readCount(text, { least: 1, most: mostAdded });
    setError(read === undefined ? m.partyCountWrong : undefined);
    setCount(read);
  };
  return (
    <Dialog title={m.unknownParty} onClose={onClose}>
      {count === undefined ? (
        <form class="stack" noValidate onSubmit={submit}>
          <p>{m.left(formatNumber(left))}</p>
          <TextField
            name="count"
            label={m.partyCount}
            hint={m.partyCountHint}
            value={text}
            onValue={setText}
            error={error}
            numeric
          />
          <div class="row">
            <button type="submit" class="button is-primary">
              {m.next}
            </button>
            <button type="button" class="button" onClick={onClose}>
              {m.cancel}
            </button>
          </div>
        </form>
      ) : (
        <ReasonChoice
          why={m.partyWhy(count)}
          usual={m.partyReasons}
          busy={false}
          onReason={(reason) => onWish({ act: 'add', kind, count, reason })}
          onBack={() => setCount(undefined)}
        />
      )}
    </Dialog>
  );
}
