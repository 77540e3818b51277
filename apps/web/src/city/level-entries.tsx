import type { Area, LevelChange, RegimesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { toast } from '../ui/index.ts';
import { EntryLine } from './entry-line.tsx';
import { LevelChip } from './level-chip.tsx';
import { levelAt, stateOf } from './levels.ts';
import { cityMessages } from './messages.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import { formatInstant, zoneOf } from './zone.ts';

interface LevelEntriesProps {
  readonly areas: readonly Area[];
  readonly levels: readonly LevelChange[];
  readonly chosen: Area;
  readonly now: number;
  /** Absent where the reader may change nothing. */
  readonly onWithdrawn: ((regimes: RegimesReply) => void) | undefined;
}

/** What is in force in one area, and everything that was entered for it: coming, present, past. */
export function LevelEntries({ areas, levels, chosen, now, onWithdrawn }: LevelEntriesProps): VNode {
  const m = useMessages(cityMessages);
  const [asked, setAsked] = useState<LevelChange>();
  const own = levels.filter(({ area }) => area === chosen.code);
  const withdraw = async ({ id }: LevelChange): Promise<void> => {
    onWithdrawn?.(await api.send<RegimesReply>('DELETE', `/level-changes/${id}`));
    setAsked(undefined);
    toast(m.withdrawn);
  };
  return (
    <section class="card" aria-labelledby="city-area">
      <h2 id="city-area">{chosen.name}</h2>
      <InForce areas={areas} levels={levels} chosen={chosen} now={now} />
      <h3>{m.entries}</h3>
      {own.length === 0 && <p class="soft">{m.noEntries(chosen.name)}</p>}
      <ol class="city-entries">
        {own.map((entry) => {
          const state = stateOf(levels, entry, now);
          const isStanding = state === 'ahead' || state === 'in-force';
          return (
            <EntryLine
              key={entry.id}
              entry={entry}
              state={state}
              zone={zoneOf(chosen.code)}
              {...(onWithdrawn !== undefined && isStanding ? { onWithdraw: () => setAsked(entry) } : {})}
            >
              <LevelChip level={entry.level} {...(entry.level === null ? { text: m.asAbove } : {})} />
            </EntryLine>
          );
        })}
      </ol>
      {asked !== undefined && (
        <WithdrawDialog
          entry={{ what: 'level', id: asked.id }}
          title={m.withdrawTitle(m.levelName(asked.level))}
          question={withdrawQuestion()}
          action={m.withdraw}
          onConfirm={() => withdraw(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );

  function withdrawQuestion(): string {
    const others = levels.filter((entry) => entry !== asked);
    const then = levelAt(others, chosen.code, now);
    const isAhead = asked !== undefined && stateOf(levels, asked, now) === 'ahead';
    return isAhead ? m.withdrawAhead : m.withdrawNow(m.levelName(then.level));
  }
}

type InForceProps = Pick<LevelEntriesProps, 'areas' | 'levels' | 'chosen' | 'now'>;

function InForce({ areas, levels, chosen, now }: InForceProps): VNode {
  const m = useMessages(cityMessages);
  const { level, saidBy, entry } = levelAt(levels, chosen.code, now);
  const from = areas.find(({ code }) => code === saidBy)?.name ?? '';
  return (
    <div class="city-in-force">
      <LevelChip level={level} isLarge />
      <p>
        {entry === null ? m.nothingInForce : m.since(formatInstant(entry.from, zoneOf(chosen.code)))}
        {saidBy !== null && saidBy !== chosen.code && <span class="soft">{m.fromAbove(from)}</span>}
      </p>
    </div>
  );
}
