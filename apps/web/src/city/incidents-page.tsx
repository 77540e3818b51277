import type { SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { IncidentCard, useIncidents } from '../incidents/index.ts';
import { Empty, ErrorState, Loading } from '../ui/index.ts';
import { CityPage } from './city-page.tsx';
import { cityMessages } from './messages.ts';
import { zoneName, zoneOf } from './zone.ts';

/** Somebody was black at a gate: what has been done, and what still has to be. */
export function IncidentsPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cityMessages);
  const { reply, problem, reload, put } = useIncidents();
  return (
    <CityPage session={session} title={m.incidents} lead={reply && m.openIncidents(formatNumber(reply.open))}>
      {reply === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {reply?.incidents.length === 0 && (
        <Empty title={m.noIncidents}>
          <p class="soft">{m.noIncidentsText}</p>
        </Empty>
      )}
      <div class="city-incidents">
        {reply?.incidents.map((incident) => (
          <IncidentCard
            key={incident.id}
            incident={incident}
            timeZone={zoneName(zoneOf('51'))}
            withVenue
            onClosed={put}
          />
        ))}
      </div>
    </CityPage>
  );
}
