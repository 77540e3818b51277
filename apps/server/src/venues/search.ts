import type { Queryable } from '../database/pool.ts';
import { venueColumns, venueOf, type VenueRow } from './store.ts';
import type { Venue } from './venue.ts';

const mostFound = 20;
const mostWords = 8;

export interface VenueSearch {
  readonly search: string;
  /** The venues of this area and of all areas in it; null: everywhere. */
  readonly areaCode: string | null;
}

export interface FoundVenues {
  readonly venues: readonly { readonly venue: Venue; readonly areaName: string | null }[];
  readonly more: boolean;
}

/** Venues that people can enter, whose name or address has every word, by name. */
export async function searchVenues(db: Queryable, { search, areaCode }: VenueSearch): Promise<FoundVenues> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, mostWords);
  const { rows } = await db.query<VenueRow & { area_name: string | null }>(
    `select ${venueColumns}, a.name as area_name
       from venues v left join areas a on a.code = v.area_code
      where not exists (select from unnest($1::text[]) word where position(word in lower(v.name || ' ' || v.address)) = 0)
        and ($2::text is null or v.area_code = $2 or starts_with(v.area_code, $2 || '.'))
        and exists (select from gates g where g.venue_id = v.id and g.closed_at is null and g.direction <> 'out')
      order by v.name, v.id limit $3`,
    [words, areaCode, mostFound + 1],
  );
  const venues = rows.slice(0, mostFound).map((row) => ({ venue: venueOf(row), areaName: row.area_name }));
  return { venues, more: rows.length > mostFound };
}
