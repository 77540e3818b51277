import type { Lease } from '@gapura/contract';
import type { VenueState } from './venue-state.ts';

/** What happens to places that a gate holds; see `0017_leases.sql`. */
export type LeaseCommand = GrantLease | ReturnLease | ExpireLease | ReclaimLease;

interface Deed {
  readonly event: string;
  readonly at: string;
}

interface DeedAtGate extends Deed {
  readonly gate: string;
  readonly by: string | null;
}

export interface GrantLease extends DeedAtGate {
  readonly do: 'grant-lease';
  readonly mac: string;
  readonly places: number;
  readonly endsAt: string;
  /** So many leases may be held at the venue. */
  readonly mostHeld: number;
}

export interface ReturnLease extends DeedAtGate {
  readonly do: 'return-lease';
  readonly lease: string;
  readonly visitors: number;
  readonly employees: number;
  readonly endsBy: string;
  readonly endsAs: 'closing' | 'longest-stay';
}

export interface ExpireLease extends Deed {
  readonly do: 'expire-lease';
  readonly lease: string;
  readonly endedBefore: string;
}

export interface ReclaimLease extends DeedAtGate {
  readonly do: 'reclaim-lease';
  readonly lease: string;
  readonly reason: string;
  /** An older request of the first person no longer counts. */
  readonly askedSince: string;
}

/** A lease as the database keeps it. */
export interface StoredLease extends Pick<Lease, 'id' | 'places' | 'status' | 'admitted'> {
  readonly gate: string;
  readonly grantedAt: string;
  readonly endsAt: string;
  readonly closedAt: string | null;
  readonly reclaimAskedBy: string | null;
  readonly reclaimAskedAt: string | null;
  readonly state: VenueState;
}

export interface LeaseResultOf {
  readonly 'grant-lease': { readonly conflict: true } | StoredLease;
  readonly 'return-lease':
    | { readonly unknown: true }
    | { readonly closed: true }
    | { readonly conflict: true }
    | StoredLease;
  readonly 'expire-lease': { readonly expired: boolean; readonly state: VenueState };
  readonly 'reclaim-lease':
    | { readonly unknown: true }
    | { readonly closed: true }
    | { readonly conflict: true }
    | StoredLease;
}
