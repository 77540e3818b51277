import type { Lease, LeaseReply, LeaseRequest, LeaseReturnRequest, LeaseReclaimRequest } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import type { Session } from '../access/index.ts';
import { eachInTurn } from '../each-in-turn.ts';
import { Problem } from '../http/problem.ts';
import { readReason } from '../http/read-reason.ts';
import { presentGate, type GateAtVenue } from '../venues/index.ts';
import { endOfVisit, presentOccupancy, type StoredLease, type Visits } from '../visits/index.ts';
import { deleteClosedLeases, listDueLeases, listLeases } from './store.ts';

const minuteMs = 60_000;
const mostHeldPerVenue = 100;
const mostListed = 50;
/** A gate's clock may be behind: its last guest may come this long after the end. */
const driftMs = 2 * minuteMs;
const secondPersonMs = 15 * minuteMs;
const expiredAtOnce = 500;
const retentionMs = 14 * 24 * 60 * minuteMs;

/** Places that gates hold in order to admit people without the server: `inside + leased ≤ limit`, always. */
export class Leases {
  readonly #door: Visits['deps'];

  constructor(door: Visits['deps']) {
    this.#door = door;
  }

  /**
   * Holds places for a gate where there is room. Same event id, same answer.
   * @throws Problem event-conflict, busy
   */
  async grant(gate: GateAtVenue, { eventId, places, minutes }: LeaseRequest, session: Session): Promise<LeaseReply> {
    const { queues, clock, bodyDigest } = this.#door;
    const now = clock();
    const result = await queues.submit(gate.venueId, {
      do: 'grant-lease',
      event: eventId,
      mac: bodyDigest(JSON.stringify([gate.code, places, minutes])).slice(0, 32),
      gate: gate.id,
      places,
      endsAt: new Date(now.getTime() + minutes * minuteMs).toISOString(),
      mostHeld: mostHeldPerVenue,
      by: actorOf(session),
      at: now.toISOString(),
    });
    return this.#reply(gate, assertThere(result));
  }

  /**
   * Gives a lease back with what was admitted on it. These are facts: they count also where the lease has ended meanwhile.
   * @throws Problem lease-unknown, lease-closed, event-conflict, busy
   */
  async return(gate: GateAtVenue, lease: string, request: LeaseReturnRequest, session: Session): Promise<LeaseReply> {
    const { queues, clock, inForce } = this.#door;
    const now = clock();
    const { eventId, visitors, employees } = request;
    const result = await queues.submit(gate.venueId, {
      do: 'return-lease',
      event: eventId,
      lease,
      gate: gate.id,
      visitors,
      employees,
      by: actorOf(session),
      at: now.toISOString(),
      ...endOfVisit(inForce(gate.venue, now).venue, now),
    });
    return this.#reply(gate, assertThere(result));
  }

  /**
   * Takes a lease back before its end: the first person asks, the second one does it.
   * @throws Problem lease-unknown, lease-closed, event-conflict, permission-missing, reason-names-person, busy
   */
  async reclaim(gate: GateAtVenue, lease: string, request: LeaseReclaimRequest, session: Session): Promise<LeaseReply> {
    if (session.accountId === null) {
      throw new Problem('permission-missing', { detail: 'Two people who are signed in take a lease back, no device.' });
    }
    const reason = readReason(request.reason);
    const { queues, clock } = this.#door;
    const now = clock();
    const result = await queues.submit(gate.venueId, {
      do: 'reclaim-lease',
      event: request.eventId,
      lease,
      gate: gate.id,
      reason,
      by: session.accountId,
      at: now.toISOString(),
      askedSince: new Date(now.getTime() - secondPersonMs).toISOString(),
    });
    return this.#reply(gate, assertThere(result));
  }

  async list(gate: GateAtVenue): Promise<Lease[]> {
    return (await listLeases(this.#door.pool, gate.id, mostListed)).map((lease) => present(gate, lease));
  }

  /** Frees the places of leases whose end is so long ago that no gate admits anybody on them. */
  async expireDue(): Promise<void> {
    const { pool, queues, clock, onChange } = this.#door;
    const now = clock();
    const endedBefore = new Date(now.getTime() - driftMs);
    const due = await listDueLeases(pool, endedBefore, expiredAtOnce);
    await eachInTurn(due, async ({ venueId, id }) => {
      const end = { event: uuidv7(), lease: id, at: now.toISOString(), endedBefore: endedBefore.toISOString() };
      await queues.submit(venueId, { do: 'expire-lease', ...end });
      onChange(venueId);
    });
  }

  async forgetOld(): Promise<void> {
    const { pool, clock } = this.#door;
    await deleteClosedLeases(pool, new Date(clock().getTime() - retentionMs));
  }

  #reply(gate: GateAtVenue, stored: StoredLease): LeaseReply {
    this.#door.onChange(gate.venueId);
    return { lease: present(gate, stored), occupancy: presentOccupancy(stored.state) };
  }
}

function actorOf({ accountId, deviceId }: Session): string | null {
  return accountId ?? deviceId;
}

type Refused = { unknown: true } | { closed: true } | { conflict: true };

function assertThere(result: Refused | StoredLease): StoredLease {
  if ('unknown' in result) {
    throw new Problem('lease-unknown');
  }
  if ('closed' in result) {
    throw new Problem('lease-closed');
  }
  if ('conflict' in result) {
    throw new Problem('event-conflict');
  }
  return result;
}

function present(gate: GateAtVenue, stored: StoredLease): Lease {
  const { id, places, grantedAt, endsAt, status, closedAt, admitted, reclaimAskedAt } = stored;
  return {
    id,
    gate: presentGate(gate),
    places,
    grantedAt: new Date(grantedAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    status,
    closedAt: closedAt && new Date(closedAt).toISOString(),
    admitted,
    reclaimAskedAt: reclaimAskedAt && new Date(reclaimAskedAt).toISOString(),
  };
}
