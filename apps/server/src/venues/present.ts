import type { GateSummary, ManagedVenue, Occupancy, VenueSummary } from '@gapura/contract';
import type { ManagedRow } from './store.ts';
import type { Gate, Venue } from './venue.ts';

export function presentVenue({ id, name, category, timeZone, address, opensAt, closesAt }: Venue): VenueSummary {
  return { id, name, category, timeZone, address, opensAt, closesAt };
}

export function presentGate({ code, name, direction }: Gate): GateSummary {
  return { code, name, direction };
}

export function presentManagedVenue(
  { venue, organisation, limits }: ManagedRow,
  occupancy: Occupancy,
  gates: ManagedVenue['gates'],
): ManagedVenue {
  return {
    ...presentVenue(venue),
    organisation,
    capacity: venue.capacity,
    visitorLimit: limits.visitorLimit,
    employeeLimit: limits.employeeLimit,
    occupancy,
    gates,
  };
}
