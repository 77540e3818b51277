import type { LevelChange } from '@gapura/contract';
import type { ComponentChildren, VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import type { EntryState } from './levels.ts';
import { cityMessages } from './messages.ts';
import { formatInstant, type Zone } from './zone.ts';

type Entered = Pick<
  LevelChange,
  'from' | 'reason' | 'sourceUrl' | 'enteredAt' | 'enteredBy' | 'withdrawnAt' | 'withdrawnBy'
>;

interface EntryLineProps {
  readonly entry: Entered;
  readonly state: EntryState;
  readonly zone: Zone;
  /** When it ends by itself. */
  readonly until?: string | null;
  readonly onWithdraw?: () => void;
  readonly withdrawText?: string;
  /** What was entered. */
  readonly children: ComponentChildren;
}

/** One thing that was entered: what, from when, why, by whom, and whether it still counts. */
export function EntryLine(props: EntryLineProps): VNode {
  const { entry, state, zone, until = null, onWithdraw, withdrawText, children } = props;
  const m = useMessages(cityMessages);
  return (
    <li class={`city-entry is-${state}`}>
      <div class="row">
        {children}
        <span class={`city-state is-${state}`}>{m.states[state]}</span>
      </div>
      <p>
        {m.from(formatInstant(entry.from, zone))}
        {until !== null && ` ${m.until(formatInstant(until, zone))}`}
      </p>
      <p>
        “{entry.reason}”{' '}
        {entry.sourceUrl !== null && (
          <a href={entry.sourceUrl} target="_blank" rel="noreferrer">
            {m.source}
          </a>
        )}
      </p>
      <p class="soft small">
        {m.enteredBy(entry.enteredBy ?? m.theSoftware, formatInstant(entry.enteredAt, zone))}
        {entry.withdrawnAt !== null &&
          ` · ${m.withdrawnBy(entry.withdrawnBy ?? m.theSoftware, formatInstant(entry.withdrawnAt, zone))}`}
      </p>
      {onWithdraw !== undefined && (
        <button type="button" class="button is-danger" onClick={onWithdraw}>
          {withdrawText ?? m.withdraw}
        </button>
      )}
    </li>
  );
}
