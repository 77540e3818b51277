import type { Area, RegimesReply, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { toast, ErrorState, Loading } from '../ui/index.ts';
import { useMessages } from '../i18n/index.ts';
import { mayChange } from './authority.ts';
import { CityPage } from './city-page.tsx';
import { LevelCard } from './level-card.tsx';
import { LevelEntries } from './level-entries.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { cityMessages } from './messages.ts';
import { useAreas, useRegimes } from './replies.ts';
import { zoneOf } from './zone.ts';

interface LevelsPageProps {
  readonly session: SessionReply;
  /** The area that is looked at; of the address. */
  readonly area?: string;
}

/** Which level is in force where, since when, and what is coming. */
export function LevelsPage({ session, area }: LevelsPageProps): VNode {
  const m = useMessages(cityMessages);
  const regimes = useRegimes();
  const areas = useAreas();
  const problem = regimes.problem ?? areas.problem;
  const isThere = regimes.value !== undefined && areas.value !== undefined;
  const list = areas.value?.areas ?? [];
  const wanted = area ?? session.area?.code ?? '51.71';
  const chosen = list.find(({ code }) => code === wanted) ?? list[0];
  return (
    <CityPage session={session} title={m.levels} lead={m.levelsLead(zoneOf(wanted))}>
      {!isThere && problem === undefined && <Loading />}
      {problem !== undefined && (
        <ErrorState
          problem={problem}
          onRetry={() => {
            regimes.reload();
            areas.reload();
          }}
        />
      )}
      {isThere && regimes.value !== undefined && chosen !== undefined && (
        <Levels session={session} regimes={regimes.value} areas={list} chosen={chosen} onRegimes={regimes.replace} />
      )}
    </CityPage>
  );
}

interface LevelsProps {
  readonly session: SessionReply;
  readonly regimes: RegimesReply;
  readonly areas: readonly Area[];
  readonly chosen: Area;
  readonly onRegimes: (regimes: RegimesReply) => void;
}

function Levels({ session, regimes, areas, chosen, onRegimes }: LevelsProps): VNode {
  const m = useMessages(cityMessages);
  const now = Date.parse(regimes.now);
  const isOwn = mayChange(session, chosen.code);
  return (
    <>
      <TimelineChart areas={areas} levels={regimes.levels} chosen={chosen.code} now={now} />
      <div class="city-columns">
        <LevelEntries
          key={chosen.code}
          areas={areas}
          levels={regimes.levels}
          chosen={chosen}
          now={now}
          onWithdrawn={isOwn ? onRegimes : undefined}
        />
        {isOwn ? (
          <LevelCard
            key={chosen.code}
            area={chosen}
            onEntered={(next) => {
              onRegimes(next);
              toast(m.levelEntered(chosen.name));
            }}
          />
        ) : (
          <p class="notice is-calm">{m.notYours(session.area?.name ?? '')}</p>
        )}
      </div>
    </>
  );
}
