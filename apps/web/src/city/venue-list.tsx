import type { OverviewVenue } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, pickText, useMessages } from '../i18n/index.ts';
import { ClosedSign, closedMessages } from '../ui/index.ts';
import { shareOf, standingOf, type Standing } from './fullness.ts';
import { LevelChip } from './level-chip.tsx';
import { cityMessages } from './messages.ts';
import './overview.css';
import { useAreas, useCategories } from './replies.ts';

/** Venues with what is inside of what is allowed, in the order in which they are given. */
export function VenueList({ venues }: { venues: readonly OverviewVenue[] }): VNode {
  const categories = useCategories().value?.categories ?? [];
  const areas = useAreas().value?.areas ?? [];
  const nameOf = (id: string): string => {
    const names = categories.find((category) => category.id === id)?.names;
    return names === undefined ? id : pickText(names);
  };
  return (
    <ul class="city-venues">
      {venues.map((venue) => (
        <VenueLine
          key={venue.id}
          venue={venue}
          category={nameOf(venue.category)}
          area={areas.find(({ code }) => code === venue.area)?.name}
        />
      ))}
    </ul>
  );
}

interface VenueLineProps {
  readonly venue: OverviewVenue;
  readonly category: string;
  readonly area: string | undefined;
}

function VenueLine({ venue, category, area }: VenueLineProps): VNode {
  const m = useMessages(cityMessages);
  const { inside, limit, visitors, employees } = venue.occupancy;
  const { closed } = venue;
  const c = useMessages(closedMessages);
  const standing = standingOf(venue);
  return (
    <li class={`city-venue is-${standing}`}>
      <div>
        <h3>
          <a href={`/city/orders/${venue.id}`} title={m.orderFor}>
            {venue.name}
          </a>
        </h3>
        <p class="soft small">{[category, area].filter(Boolean).join(' · ')}</p>
      </div>
      <LevelChip level={venue.level} />
      <div class="city-fill">
        <p>
          <strong>{formatNumber(inside)}</strong>{' '}
          <span class="soft">{closed === undefined ? m.ofLimit(formatNumber(limit)) : c.stillInside}</span>
        </p>
        {closed === undefined && <Bar standing={standing} share={shareOf(venue)} />}
        <p class="soft small">{m.parts(formatNumber(visitors), formatNumber(employees))}</p>
      </div>
      {closed === undefined ? <StandingChip venue={venue} /> : <ClosedSign closed={closed} />}
    </li>
  );
}

/** How much of the limit is taken; a mark shows where the limit is when more are inside. */
function Bar({ standing, share }: { standing: Standing; share: number }): VNode {
  const taken = Math.min(1, share);
  const limitAt = share > 1 ? 1 / share : 1;
  return (
    <div class={`city-bar is-${standing}`} aria-hidden="true">
      <div style={`width:${Math.round(taken * 100)}%`} />
      {share > 1 && <span style={`left:${Math.round(limitAt * 100)}%`} />}
    </div>
  );
}

function StandingChip({ venue }: { venue: OverviewVenue }): VNode {
  const m = useMessages(cityMessages);
  const { inside, limit } = venue.occupancy;
  const standing = standingOf(venue);
  const words: Record<Standing, string> = {
    ...m.standings,
    over: m.overBy(formatNumber(inside - limit)),
    closed: m.closed,
  };
  return <p class={`city-standing is-${standing}`}>{words[standing]}</p>;
}
