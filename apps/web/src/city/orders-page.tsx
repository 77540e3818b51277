import type { OverviewVenue, RegimesReply, SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { CityPage } from './city-page.tsx';
import { cityMessages } from './messages.ts';
import { OrderCard } from './order-card.tsx';
import { OrderEntries } from './order-entries.tsx';
import { useOverview, useRegimes } from './replies.ts';
import { VenueSearch } from './venue-search.tsx';

interface OrdersPageProps {
  readonly session: SessionReply;
  /** Of the address: the venue that an order is for. */
  readonly venueId?: string;
}

/** Orders to single venues: fewer people, or nobody, for a while. */
export function OrdersPage({ session, venueId }: OrdersPageProps): VNode {
  const m = useMessages(cityMessages);
  const regimes = useRegimes();
  const overview = useOverview();
  const problem = regimes.problem ?? (overview.value === undefined ? overview.problem : undefined);
  const isThere = regimes.value !== undefined && overview.value !== undefined;
  return (
    <CityPage session={session} title={m.orders} lead={m.ordersLead}>
      {!isThere && problem === undefined && <Loading />}
      {problem !== undefined && (
        <ErrorState
          problem={problem}
          onRetry={() => {
            regimes.reload();
            overview.reload();
          }}
        />
      )}
      {regimes.value !== undefined && overview.value !== undefined && (
        <Orders
          regimes={regimes.value}
          venues={overview.value.venues}
          venueId={venueId}
          onRegimes={(next) => {
            regimes.replace(next);
            overview.reload();
          }}
        />
      )}
    </CityPage>
  );
}

interface OrdersProps {
  readonly regimes: RegimesReply;
  readonly venues: readonly OverviewVenue[];
  readonly venueId: string | undefined;
  readonly onRegimes: (regimes: RegimesReply) => void;
}

function Orders({ regimes, venues, venueId, onRegimes }: OrdersProps): VNode {
  const m = useMessages(cityMessages);
  const { route } = useLocation();
  const venue = venues.find(({ id }) => id === venueId);
  return (
    <div class="city-columns">
      <section class="card" aria-labelledby="city-new-order">
        <h2 id="city-new-order">{m.newOrder}</h2>
        {venue === undefined ? (
          <VenueSearch venues={venues} />
        ) : (
          <OrderCard
            key={venue.id}
            venue={venue}
            onEntered={(next) => {
              onRegimes(next);
              route('/city/orders');
              toast(m.orderEntered(venue.name));
            }}
          />
        )}
      </section>
      <OrderEntries
        orders={regimes.orders.filter((order) => venues.some(({ id }) => id === order.venueId))}
        zones={new Map(venues.map(({ id, area }) => [id, area ?? '51']))}
        now={Date.parse(regimes.now)}
        onWithdrawn={onRegimes}
      />
    </div>
  );
}
