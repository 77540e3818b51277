import type { Closed, ManagedVenue, Occupancy, SessionReply } from '@gapura/contract';
import monitor from 'lucide-static/icons/monitor.svg?raw';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { useOccupancy } from '../live/index.ts';
import { ClosedSign, Empty, ErrorState, Icon, Loading, closedMessages } from '../ui/index.ts';
import { AreaCard } from './area-card.tsx';
import { CurveCard } from './curve-card.tsx';
import { DetailsCard } from './details-card.tsx';
import { DoorDaysCard } from './door-days-card.tsx';
import { GatesCard } from './gates-card.tsx';
import { LimitCard } from './limit-card.tsx';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { ProvisionalCard } from './provisional-card.tsx';
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
  const { occupancy, closed } = live.reply ?? venue;
  const isOld = live.state === 'lost' || live.state === 'stale';
  return (
    <div class="manager-columns">
      <div class="stack">
        <OccupancyCard venue={venue} occupancy={occupancy} closed={closed} isOld={isOld} />
        <CurveCard venue={venue} occupancy={occupancy} />
        <LimitCard venue={venue} occupancy={occupancy} onChange={onChange} />
      </div>
      <div class="stack">
        <ProvisionalCard venue={venue} />
        <DoorDaysCard venue={venue} />
        <GatesCard venue={venue} onReload={onReload} />
        <DetailsCard venue={venue} onChange={onChange} />
        <AreaCard venue={venue} onChange={onChange} />
      </div>
    </div>
  );
}

interface OccupancyCardProps {
  readonly venue: ManagedVenue;
  readonly occupancy: Occupancy;
  readonly closed: Closed | undefined;
  readonly isOld: boolean;
}

function OccupancyCard({ venue, occupancy, closed, isOld }: OccupancyCardProps): VNode {
  const m = useMessages(managerMessages);
  const c = useMessages(closedMessages);
  const numbers: [string, number][] = [
    // That an order to close leaves no place is said by its name.
    ...(closed?.by === 'order' ? [] : [[m.limit, occupancy.limit] as [string, number]]),
    [m.capacity, venue.capacity],
    [m.visitors, occupancy.visitors],
    [m.employees, occupancy.employees],
    ...(occupancy.leased > 0 ? [[m.leased, occupancy.leased] as [string, number]] : []),
  ];
  return (
    <section class="card" aria-labelledby="venue-inside">
      <h2 id="venue-inside">{m.inside}</h2>
      <p>
        <span class="manager-count">{formatNumber(occupancy.inside)}</span> {closed !== undefined && c.stillInside}
      </p>
      <div role="status">{closed !== undefined && <ClosedSign closed={closed} />}</div>
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
