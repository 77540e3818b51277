import type { OverviewVenue, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField, TextField } from '../access/index.ts';
import { formatNumber, formatTime, pickText, useMessages } from '../i18n/index.ts';
import { Empty, ErrorState, Loading } from '../ui/index.ts';
import { CityPage } from './city-page.tsx';
import { arrange, countAll, type VenueFilter } from './fullness.ts';
import { cityMessages } from './messages.ts';
import { useAreas, useCategories, useOverview } from './replies.ts';
import { VenueList } from './venue-list.tsx';
import { zoneName, zoneOf } from './zone.ts';

/** All venues of the city, live: how full, at which level, open or closed. */
export function OverviewPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cityMessages);
  const { value, problem, reload } = useOverview();
  const title = session.area === null ? m.overview : m.overviewOf(session.area.name);
  return (
    <CityPage session={session} title={title} lead={<Freshness isStale={problem !== undefined} value={value} />}>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && <Venues venues={value.venues} />}
    </CityPage>
  );
}

/** When the numbers came; they come every few seconds. */
function Freshness({ isStale, value }: { isStale: boolean; value: object | undefined }): VNode | null {
  const m = useMessages(cityMessages);
  const [seen, setSeen] = useState<{ value: object | undefined; at: Date }>();
  if (value === undefined) return null;
  if (seen?.value !== value && !isStale) setSeen({ value, at: new Date() });
  const at = formatTime(seen?.at ?? new Date(), zoneName(zoneOf('51')));
  return isStale ? <span class="city-stale">{m.staleSince(at)}</span> : <>{m.liveAt(at)}</>;
}

function Venues({ venues }: { venues: readonly OverviewVenue[] }): VNode {
  const m = useMessages(cityMessages);
  const [filter, setFilter] = useState<VenueFilter>({ district: '', category: '', name: '' });
  const shown = arrange(venues, filter);
  if (venues.length === 0) {
    return (
      <Empty title={m.noVenues}>
        <p class="soft">{m.noVenuesText}</p>
      </Empty>
    );
  }
  return (
    <>
      <Numbers venues={shown} />
      <section class="card" aria-labelledby="city-venues">
        <h2 id="city-venues">{m.venueCount(formatNumber(shown.length))}</h2>
        <Filters venues={venues} filter={filter} onFilter={setFilter} />
        {shown.length === 0 ? <p class="soft">{m.noneMatches}</p> : <VenueList venues={shown} />}
      </section>
    </>
  );
}

function Numbers({ venues }: { venues: readonly OverviewVenue[] }): VNode {
  const m = useMessages(cityMessages);
  const counts = countAll(venues);
  const tiles = [
    ['inside', counts.inside, ''],
    ['over', counts.over, counts.over > 0 ? 'is-over' : ''],
    ['full', counts.full, counts.full > 0 ? 'is-full' : ''],
    ['closed', counts.closed, ''],
  ] as const;
  return (
    <dl class="city-numbers">
      {tiles.map(([name, count, look]) => (
        <div key={name} class={look}>
          <dt>{m.numbers[name]}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface FiltersProps {
  readonly venues: readonly OverviewVenue[];
  readonly filter: VenueFilter;
  readonly onFilter: (filter: VenueFilter) => void;
}

function Filters({ venues, filter, onFilter }: FiltersProps): VNode {
  const m = useMessages(cityMessages);
  const areas = useAreas().value?.areas ?? [];
  const categories = useCategories().value?.categories ?? [];
  const present = new Set(venues.map(({ category }) => category));
  const districts = areas.filter(({ kind }) => kind === 'district');
  return (
    <div class="city-filters">
      <TextField
        name="name"
        label={m.findVenue}
        value={filter.name}
        onValue={(name) => onFilter({ ...filter, name })}
      />
      <SelectField
        name="district"
        label={m.district}
        value={filter.district}
        options={[['', m.allDistricts], ...districts.map(({ code, name }): [string, string] => [code, name])]}
        onValue={(district) => onFilter({ ...filter, district })}
      />
      <SelectField
        name="category"
        label={m.category}
        value={filter.category}
        options={[
          ['', m.allCategories],
          ...categories
            .filter(({ id }) => present.has(id))
            .map(({ id, names }): [string, string] => [id, pickText(names)]),
        ]}
        onValue={(category) => onFilter({ ...filter, category })}
      />
    </div>
  );
}
