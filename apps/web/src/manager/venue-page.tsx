import type { ManagedVenue, Occupancy, SessionReply } from '@gapura/contract';
import monitor from 'lucide-static/icons/monitor.svg?raw';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { useOccupancy } from '../live/index.ts';
import { Empty, ErrorState, Icon, Loading } from '../ui/index.ts';
import { CurveCard } from './curve-card.tsx';
import { GatesCard } from './gates-card.tsx';
import { LimitCard } from './limit-card.tsx';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { useManagedVenues } from './replies.ts';

/** One venue: its numbers, its course today, its limit, its gates with posters and devices. */
export function VenuePage({ id, session }: { id: string; session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const { value, problem, reload, replace } = useManagedVenues();
  const venue = value?.venues.find((candidate) => candidate.id === id);
  const put = (next: ManagedVenue): void =>
    replace({ venues: (value?.venues ?? []).map((other) => (other.id === next.id ? next : other)) });
  return (
    <ManagerPage session={session} title={venue?.name ?? m.venues} back="/manager" {...leadOf(venue)}>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && venue === undefined && <Empty title={m.unknownVenue} />}
      {venue !== undefined && <Venue key={venue.id} venue={venue} onChange={put} onReload={reload} />}
    </ManagerPage>
  );
}

function leadOf(venue: ManagedVenue | undefined): { lead?: string } {
  return venue === undefined ? {} : { lead: [venue.organisation.name, venue.address].filter(Boolean).join(' · ') };
}

interface VenueProps {
  readonly venue: ManagedVenue;
  readonly onChange: (venue: ManagedVenue) => void;
  readonly onReload: () => void;
}

function Venue({ venue, onChange, onReload }: VenueProps): VNode {
  const live = useOccupancy(venue.id);
  const occupancy = live.reply?.occupancy ?? venue.occupancy;
  const isOld = live.state === 'lost' || live.state === 'stale';
  return (
    <div class="manager-columns">
      <div class="stack">
        <OccupancyCard venue={venue} occupancy={occupancy} isOld={isOld} />
        <CurveCard venue={venue} occupancy={occupancy} />
        <LimitCard venue={venue} occupancy={occupancy} onChange={onChange} />
      </div>
      <GatesCard venue={venue} onReload={onReload} />
    </div>
  );
}

interface OccupancyCardProps {
  readonly venue: ManagedVenue;
  readonly occupancy: Occupancy;
  readonly isOld: boolean;
}

function OccupancyCard({ venue, occupancy, isOld }: OccupancyCardProps): VNode {
  const m = useMessages(managerMessages);
  const numbers: [string, number][] = [
    [m.limit, occupancy.limit],
    [m.capacity, venue.capacity],
    [m.visitors, occupancy.visitors],
    [m.employees, occupancy.employees],
    ...(occupancy.leased > 0 ? [[m.leased, occupancy.leased] as [string, number]] : []),
  ];
  return (
    <section class="card" aria-labelledby="venue-inside">
      <h2 id="venue-inside">{m.inside}</h2>
      <p class="manager-count">{formatNumber(occupancy.inside)}</p>
      <div role="status">{isOld && <p class="notice is-error">{m.stale}</p>}</div>
      <dl class="manager-numbers">
        {numbers.map(([name, count]) => (
          <div key={name}>
            <dt class="soft">{name}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      <a class="button" href={`/board/${venue.id}`} target="_blank" rel="noopener">
        <Icon svg={monitor} />
        {m.board}
      </a>
    </section>
  );
}
