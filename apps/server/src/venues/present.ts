import type { Closed, GateSummary, ManagedVenue, Occupancy, VenueSummary } from '@gapura/contract';
import type { ManagedRow } from './store.ts';
import type { Gate, Venue } from './venue.ts';

export function presentVenue({ id, name, category, timeZone, address, opensAt, closesAt }: Venue): VenueSummary {
  return { id, name, category, timeZone, address, opensAt, closesAt };
}

export function presentGate({ code, name, direction }: Pick<Gate, 'code' | 'name' | 'direction'>): GateSummary {
  return { code, name, direction };
}

export function presentManagedVenue(
  { venue, organisation, limits }: ManagedRow,
  now: { readonly occupancy: Occupancy; readonly closed?: Closed },
  gates: ManagedVenue['gates'],
): ManagedVenue {
  return {
    ...presentVenue(venue),
    organisation,
    area: venue.areaCode,
    sector: venue.sector,
    capacity: venue.capacity,
    ownLimit: limits.limit,
    visitorLimit: limits.visitorLimit,
    employeeLimit: limits.employeeLimit,
    ...now,
    gates,
  };
}
