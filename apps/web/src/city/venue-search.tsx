import type { OverviewVenue } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { arrange } from './fullness.ts';
import { cityMessages } from './messages.ts';

const mostShown = 8;

/** Finds a venue by its name or its organisation’s; without a name the fullest are offered. */
export function VenueSearch({ venues }: { venues: readonly OverviewVenue[] }): VNode {
  const m = useMessages(cityMessages);
  const [name, setName] = useState('');
  const found = arrange(venues, { district: '', category: '', name });
  return (
    <>
      <TextField name="venue" label={m.whichVenue} hint={m.whichVenueHint} value={name} onValue={setName} />
      {found.length === 0 && <p class="soft">{m.noneMatches}</p>}
      <ul class="city-found">
        {found.slice(0, mostShown).map((venue) => (
          <li key={venue.id}>
            <a href={`/city/orders/${venue.id}`}>
              <strong>{venue.name}</strong>
              <span class="soft small">
                {formatNumber(venue.occupancy.inside)} {m.ofLimit(formatNumber(venue.occupancy.limit))}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p class="soft small">{m.moreFound(formatNumber(found.length - mostShown))}</p>}
    </>
  );
}
