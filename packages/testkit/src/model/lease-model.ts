import type { PersonKind, SeenState } from '../history/index.ts';
import { driftMs, secondPersonMs, type Asked, type ModelAnswer } from './command.ts';

interface Lease {
  readonly body: string;
  readonly places: number;
  readonly endsAt: number;
  status: 'refused' | 'held' | 'returned' | 'expired' | 'reclaimed';
  state: SeenState;
  isReported: boolean;
  reclaimAsked?: { readonly by: string; readonly at: number };
}

/** What leases need of their venue. */
interface Venue {
  state(): SeenState;
  hasRoom(kind: PersonKind, count: number): boolean;
  count(change: Partial<SeenState>): SeenState;
  beginByHand(name: string, kind: PersonKind, count: number, now: number): void;
}

/** Places that gates hold: they count as taken until the gate reports, or until nobody can be admitted on them any more. */
export class LeaseModel {
  readonly #leases = new Map<string, Lease>();
  readonly #venue: Venue;

  constructor(venue: Venue) {
    this.#venue = venue;
  }

  get eventNames(): readonly string[] {
    return [...this.#leases.keys()];
  }

  grant({ event, body, places, minutes }: Asked<'grant'>, now: number): ModelAnswer {
    const known = this.#leases.get(event);
    if (known !== undefined) {
      return known.body === body ? answerOf(known) : { outcome: 'conflict' };
    }
    const before = this.#venue.state();
    const fits = this.#venue.hasRoom('visitor', places);
    const state = fits ? this.#venue.count({ leased: before.leased + places }) : before;
    const endsAt = now + minutes * 60_000;
    const lease: Lease = { body, places, endsAt, status: fits ? 'held' : 'refused', state, isReported: false };
    this.#leases.set(event, lease);
    return answerOf(lease);
  }

  /** Whom the gate has admitted is inside, whatever has become of the lease meanwhile. */
  return({ event, lease: name, visitors, employees }: Asked<'return'>, now: number): ModelAnswer {
    const lease = this.#find(name);
    if (lease === undefined) {
      return { outcome: 'unknown' };
    }
    if (lease.isReported) {
      return { outcome: 'closed' };
    }
    this.#venue.beginByHand(`${event} visitor`, 'visitor', visitors, now);
    this.#venue.beginByHand(`${event} employee`, 'employee', employees, now);
    const before = this.#venue.state();
    lease.state = this.#venue.count({
      visitors: before.visitors + visitors,
      employees: before.employees + employees,
      leased: before.leased - (lease.status === 'held' ? lease.places : 0),
    });
    lease.status = lease.status === 'held' ? 'returned' : lease.status;
    lease.isReported = true;
    return answerOf(lease);
  }

  expire(name: string, now: number): ModelAnswer {
    const lease = this.#find(name);
    if (lease?.status !== 'held' || lease.endsAt > now - driftMs) {
      return { outcome: 'not expired', state: this.#venue.state() };
    }
    return { outcome: 'expired', state: this.#close(lease, 'expired') };
  }

  /** One person asks, a second one does it; who comes too late for that is the first one of another time. */
  reclaim({ lease: name, by }: Asked<'reclaim'>, now: number): ModelAnswer {
    const lease = this.#find(name);
    if (lease === undefined) {
      return { outcome: 'unknown' };
    }
    if (lease.status === 'reclaimed') {
      return answerOf(lease);
    }
    if (lease.status !== 'held') {
      return { outcome: 'closed' };
    }
    const { by: first = by, at = 0 } = lease.reclaimAsked ?? {};
    if (first !== by && at >= now - secondPersonMs) {
      this.#close(lease, 'reclaimed');
    } else {
      lease.reclaimAsked = { by, at: now };
    }
    return { outcome: lease.status, state: this.#venue.state() };
  }

  #find(name: string): Lease | undefined {
    const lease = this.#leases.get(name);
    return lease?.status === 'refused' ? undefined : lease;
  }

  #close(lease: Lease, status: 'expired' | 'reclaimed'): SeenState {
    lease.status = status;
    lease.state = this.#venue.count({ leased: this.#venue.state().leased - lease.places });
    return lease.state;
  }
}

const answerOf = ({ status, state }: Lease): ModelAnswer => ({ outcome: status, state });
