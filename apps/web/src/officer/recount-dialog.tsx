import type { Occupancy } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { Dialog } from '../ui/index.ts';
import type { Wish } from './correction-wish.ts';
import { officerMessages } from './messages.ts';
import { readCount } from './read-count.ts';
import { ReasonChoice } from './reason-choice.tsx';

interface RecountDialogProps {
  readonly occupancy: Occupancy;
  readonly onWish: (wish: Wish) => void;
  readonly onClose: () => void;
}

const mostCounted = 50_000;

/** «There are 412»: the number, what it changes, then why. */
export function RecountDialog({ occupancy, onWish, onClose }: RecountDialogProps): VNode {
  const m = useMessages(officerMessages);
  const [text, setText] = useState('');
  const [inside, setInside] = useState<number>();
  const [error, setError] = useState<string>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const read = readCount(text, { least: 0, most: mostCounted });
    setError(read === undefined ? m.recountWrong : undefined);
    setInside(read);
  };
  return (
    <Dialog title={m.recount} onClose={onClose}>
      <p>{m.recountNow(formatNumber(occupancy.inside))}</p>
      {inside === undefined ? (
        <form class="stack" noValidate onSubmit={submit}>
          <TextField
            name="inside"
            label={m.recountCount}
            hint={m.recountHint}
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
        <>
          <Consequence inside={inside} occupancy={occupancy} />
          <ReasonChoice
            why={m.recountWhy}
            usual={m.recountReasons}
            busy={false}
            onReason={(reason) => onWish({ act: 'recount', inside, reason })}
            onBack={() => setInside(undefined)}
          />
        </>
      )}
    </Dialog>
  );
}

function Consequence({ inside, occupancy }: { inside: number; occupancy: Occupancy }): VNode {
  const m = useMessages(officerMessages);
  const change = inside - occupancy.inside;
  const isOver = inside + occupancy.leased > occupancy.limit;
  const signed = change > 0 ? `+${formatNumber(change)}` : formatNumber(change);
  return (
    <div role="status" class={isOver ? 'notice' : 'notice is-calm'}>
      <p>
        <strong>{m.recountChange(formatNumber(inside), signed)}</strong>
      </p>
      {isOver && <p>{m.recountOver(formatNumber(occupancy.limit))}</p>}
    </div>
  );
}
