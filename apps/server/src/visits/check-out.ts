import type { CheckOutMeans, CheckOutReply, CheckOutRequest } from '@gapura/contract';
import { authorise, type Session } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { Screening } from '../screening/index.ts';
import type { GateAtVenue } from '../venues/index.ts';
import type { CheckOutCommand } from './command.ts';
import type { PassMaker } from './pass.ts';
import { presentOccupancy } from './present.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { findOpenVisits } from './store.ts';
import type { VenueQueues } from './venue-queues.ts';

export interface CheckOutDeps {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly getGate: (code: string) => Promise<GateAtVenue>;
  readonly screening: Screening;
  readonly queues: VenueQueues;
  readonly pseudonyms: Pseudonyms;
  readonly passes: PassMaker;
  readonly onChange: (venueId: string) => void;
}

/** Ends of visits that nobody saw. */
const unseen: readonly CheckOutMeans[] = ['closing', 'longest-stay', 'correction'];

type EndedReply = CheckOutReply['visits'][number];

interface Leaver {
  readonly venue: string;
  readonly id: string;
  readonly by: 'visitor' | 'officer';
}

/**
 * Ends visits: the visitor shows each visit's token; an officer names visits of the gate's venue, or scans a credential.
 * A visit that has ended keeps its first answer.
 * @throws Problem visit-unknown, visit-token-invalid, body-invalid, permission-missing, gate-unknown
 */
export async function checkOut(
  deps: CheckOutDeps,
  request: CheckOutRequest,
  session: Session | null,
): Promise<CheckOutReply> {
  const gate = request.gate === undefined ? null : await deps.getGate(request.gate);
  const leavers = await listLeavers(deps, request, gate, session);
  const now = deps.clock().toISOString();
  const visits = await Promise.all(
    leavers.map(({ venue, id, by }) => {
      const at = gate?.venueId === venue ? { gate: gate.id } : {};
      return endVisit(deps, venue, { do: 'check-out', event: request.eventId, visit: id, by, ...at, at: now });
    }),
  );
  const ended = visits.filter((visit) => visit !== null);
  // Of several visits, one that is long deleted must not hide what became of the others.
  if (ended.length === 0) {
    throw new Problem('visit-unknown');
  }
  return { eventId: request.eventId, visits: ended };
}

async function endVisit(deps: CheckOutDeps, venue: string, command: CheckOutCommand): Promise<EndedReply | null> {
  const result = await deps.queues.submit(venue, command);
  if ('unknown' in result) {
    return null;
  }
  deps.onChange(venue);
  return {
    id: command.visit,
    venue,
    endedAt: new Date(result.endedAt).toISOString(),
    endedBy: result.endedBy,
    estimated: unseen.includes(result.endedBy),
    occupancy: presentOccupancy(result.state),
  };
}

async function listLeavers(
  deps: CheckOutDeps,
  request: CheckOutRequest,
  gate: GateAtVenue | null,
  session: Session | null,
): Promise<readonly Leaver[]> {
  if (request.credentials !== undefined && request.visits !== undefined) {
    throw new Problem('body-invalid', { detail: 'Name visits or credentials, not both.' });
  }
  if (request.credentials !== undefined) {
    return listVisitsOfHolder(deps, request.credentials, gate, session);
  }
  if (request.visits === undefined) {
    throw new Problem('body-invalid', { detail: 'Name visits, or credentials and a gate.' });
  }
  return request.visits.map(({ venue, id, token }) => {
    if (token === undefined) {
      authoriseAtGate(session, gate);
      if (venue !== gate?.venueId) {
        throw new Problem('visit-unknown');
      }
      return { venue, id, by: 'officer' };
    }
    if (!deps.passes.hasToken(venue, id, token)) {
      throw new Problem('visit-token-invalid');
    }
    return { venue, id, by: 'visitor' };
  });
}

async function listVisitsOfHolder(
  deps: CheckOutDeps,
  credentials: readonly string[],
  gate: GateAtVenue | null,
  session: Session | null,
): Promise<readonly Leaver[]> {
  authoriseAtGate(session, gate);
  const identity = await deps.screening.findIdentity(credentials, deps.clock());
  const pseudonyms = identity === null || gate === null ? [] : await deps.pseudonyms.of(gate.venue, identity);
  const ids = gate === null ? [] : await findOpenVisits(deps.pool, gate.venueId, pseudonyms);
  if (gate === null || ids.length === 0) {
    throw new Problem('visit-unknown', { detail: 'Nobody with this certificate is inside.' });
  }
  return ids.map((id) => ({ venue: gate.venueId, id, by: 'officer' }));
}

function authoriseAtGate(session: Session | null, gate: GateAtVenue | null): void {
  if (session === null) {
    throw new Problem('sign-in-required');
  }
  if (gate === null) {
    throw new Problem('body-invalid', { detail: 'An officer names the gate.' });
  }
  authorise(session, 'visit.check-out', { organisationId: gate.venue.organisationId, gateId: gate.id });
}
