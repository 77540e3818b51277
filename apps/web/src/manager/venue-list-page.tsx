import type { ManagedVenue, SessionReply } from '@gapura/contract';
import plus from 'lucide-static/icons/plus.svg?raw';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { ClosedSign, Empty, ErrorState, Icon, Loading, closedMessages } from '../ui/index.ts';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { useManagedVenues } from './replies.ts';

/** A browser opens six streams to a host at most, and a list may be longer: so the list asks again and again. */
const askAgainMs = 2000;

export function VenueListPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const { value, problem, reload } = useManagedVenues();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <ManagerPage session={session} title={m.venues}>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && problem !== undefined && (
        <p class="notice is-error" role="status">
          {m.stale}
        </p>
      )}
      {value?.venues.length === 0 && (
        <Empty title={m.noVenues}>
          <p>{m.noVenuesText}</p>
        </Empty>
      )}
      <p>
        <a class="button is-primary" href="/manager/new">
          <Icon svg={plus} />
          {m.newVenue}
        </a>
      </p>
      <ul class="manager-venues">
        {value?.venues.map((venue) => (
          <VenueLine key={venue.id} venue={venue} />
        ))}
      </ul>
    </ManagerPage>
  );
}

function VenueLine({ venue }: { venue: ManagedVenue }): VNode {
  const m = useMessages(managerMessages);
  const c = useMessages(closedMessages);
  const { closed } = venue;
  const { inside, limit, visitors, employees } = venue.occupancy;
  return (
    <li class="card manager-venue">
      <h2>
        <a href={`/manager/venues/${venue.id}`}>{venue.name}</a>
      </h2>
      <p class="soft small">{venue.organisation.name}</p>
      {closed === undefined ? <Meter inside={inside} limit={limit} /> : <ClosedSign closed={closed} />}
      <p>
        <strong>
          {closed === undefined
            ? m.insideOf(formatNumber(inside), formatNumber(limit))
            : `${formatNumber(inside)} ${c.stillInside}`}
        </strong>
      </p>
      <p class="soft small">
        {m.visitors} {formatNumber(visitors)} · {m.employees} {formatNumber(employees)}
      </p>
    </li>
  );
}

/** How much of the limit is taken, as a bar; the words beside it say the same. */
function Meter({ inside, limit }: { inside: number; limit: number }): VNode {
  const share = limit === 0 ? 1 : Math.min(1, inside / limit);
  const colour = share >= 1 ? 'red' : share >= 0.8 ? 'yellow' : 'green';
  return (
    <div class="manager-meter" aria-hidden="true">
      <div class={`is-${colour}`} style={`width:${Math.round(share * 100)}%`} />
    </div>
  );
}
