import type { SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { IncidentCard, incidentMessages, useIncidents } from '../incidents/index.ts';
import { Empty, ErrorState, Loading } from '../ui/index.ts';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { useManagedVenues } from './replies.ts';

/** What happened at the gates of the organisation, open ones first. */
export function IncidentsPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const texts = useMessages(incidentMessages);
  const { reply, problem, reload, put } = useIncidents();
  const venues = useManagedVenues().value?.venues ?? [];
  const zoneOf = (id: string): string => venues.find((venue) => venue.id === id)?.timeZone ?? ownZone();
  return (
    <ManagerPage session={session} title={texts.title} lead={m.incidentsLead}>
      {reply === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {reply?.incidents.length === 0 && (
        <Empty title={m.noIncidents}>
          <p>{m.noIncidentsText}</p>
        </Empty>
      )}
      <div class="manager-columns">
        {reply?.incidents.map((incident) => (
          <IncidentCard
            key={incident.id}
            incident={incident}
            timeZone={zoneOf(incident.venue.id)}
            withVenue
            onClosed={put}
          />
        ))}
      </div>
    </ManagerPage>
  );
}

function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
