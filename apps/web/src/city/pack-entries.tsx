import type { PackChange, RegimesReply, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { toast } from '../ui/index.ts';
import { mayChange } from './authority.ts';
import { EntryLine } from './entry-line.tsx';
import type { EntryState } from './levels.ts';
import { cityMessages } from './messages.ts';
import { useAreas } from './replies.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import { zoneOf } from './zone.ts';

interface PackEntriesProps {
  readonly session: SessionReply;
  readonly regimes: RegimesReply;
  readonly onWithdrawn: (regimes: RegimesReply) => void;
}

/** Every pack that was put in force somewhere, newest first. */
export function PackEntries({ session, regimes, onWithdrawn }: PackEntriesProps): VNode {
  const m = useMessages(cityMessages);
  const areas = useAreas().value?.areas ?? [];
  const [asked, setAsked] = useState<PackChange>();
  const withdraw = async ({ id }: PackChange): Promise<void> => {
    onWithdrawn(await api.send<RegimesReply>('DELETE', `/pack-changes/${id}`));
    setAsked(undefined);
    toast(m.withdrawn);
  };
  return (
    <section class="card" aria-labelledby="city-pack-entries">
      <h2 id="city-pack-entries">{m.packEntries}</h2>
      {regimes.packs.length === 0 && <p class="soft">{m.noPackEntries}</p>}
      <ol class="city-entries">
        {regimes.packs.map((entry) => {
          const state = stateOfPack(regimes, entry);
          const isStanding = state === 'ahead' || state === 'in-force';
          return (
            <EntryLine
              key={entry.id}
              entry={entry}
              state={state}
              zone={zoneOf(entry.area)}
              {...(isStanding && mayChange(session, entry.area) ? { onWithdraw: () => setAsked(entry) } : {})}
            >
              <strong>
                {areas.find(({ code }) => code === entry.area)?.name ?? entry.area}: {entry.pack} {entry.version}
              </strong>
            </EntryLine>
          );
        })}
      </ol>
      {asked !== undefined && (
        <WithdrawDialog
          entry={{ what: 'pack', id: asked.id }}
          title={m.withdrawTitle(`${asked.pack} ${asked.version}`)}
          question={m.withdrawPack}
          action={m.withdraw}
          onConfirm={() => withdraw(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** The list is newest first: of an area, the first entry that has begun is in force. */
function stateOfPack({ packs, now }: RegimesReply, entry: PackChange): EntryState {
  if (entry.withdrawnAt !== null) return 'withdrawn';
  if (entry.from > now) return 'ahead';
  const begun = packs.find(({ area, from, withdrawnAt }) => area === entry.area && from <= now && withdrawnAt === null);
  return begun?.id === entry.id ? 'in-force' : 'over';
}
