import type { Correction, CorrectionReply, CorrectionRequest } from '@gapura/contract';
import type { Session } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { readReason } from '../http/read-reason.ts';
import { presentGate, type GateAtVenue, type Venue, type VenueInForce } from '../venues/index.ts';
import { endOfVisit } from './check-in.ts';
import type { CorrectCommand, StoredCorrection } from './command.ts';
import { findNameOfActor, listCorrections, type CorrectionQuery, type CorrectionRow } from './correction-store.ts';
import type { KeyedDigest } from './keyed-digest.ts';
import { presentOccupancy } from './present.ts';
import type { VenueQueues } from './venue-queues.ts';

const undoableMs = 60_000;

export interface CorrectDeps {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly queues: VenueQueues;
  readonly bodyDigest: KeyedDigest;
  readonly inForce: (venue: Venue, at: Date) => VenueInForce;
  readonly onChange: (venueId: string) => void;
}

/**
 * Changes by hand how many are inside. It travels in the venue's queue like a check-in; same event id, same answer.
 * @throws Problem reason-names-person, event-conflict, admissions-stopped, busy
 */
export async function correct(
  deps: CorrectDeps,
  gate: GateAtVenue,
  request: CorrectionRequest,
  session: Session,
): Promise<CorrectionReply> {
  const reason = readReason(request.reason);
  const now = deps.clock();
  const result = await deps.queues.submit(gate.venueId, {
    do: 'correct',
    event: request.eventId,
    mac: deps.bodyDigest(JSON.stringify([gate.code, request.act, countOf(request), reason])).slice(0, 32),
    gate: gate.id,
    act: request.act,
    ...countOf(request),
    reason,
    by: actorOf(session),
    at: now.toISOString(),
    ...endOfVisit(deps.inForce(gate.venue, now).venue, now),
  });
  if ('conflict' in result) {
    throw new Problem('event-conflict');
  }
  return reply(deps, gate, result);
}

/**
 * Reverses a correction of the last minute: the visits that it began end, those that it ended go on.
 * @throws Problem correction-unknown, correction-undone, correction-final, event-conflict, admissions-stopped, busy
 */
export async function undoCorrection(
  deps: CorrectDeps,
  gate: GateAtVenue,
  { correction, eventId }: { correction: string; eventId: string },
  session: Session,
): Promise<CorrectionReply> {
  const now = deps.clock();
  const result = await deps.queues.submit(gate.venueId, {
    do: 'undo-correction',
    event: eventId,
    correction,
    gate: gate.id,
    by: actorOf(session),
    at: now.toISOString(),
    madeSince: new Date(now.getTime() - undoableMs).toISOString(),
  });
  if ('unknown' in result) {
    throw new Problem('correction-unknown');
  }
  if ('conflict' in result) {
    throw new Problem('event-conflict');
  }
  if ('late' in result) {
    throw new Problem('correction-final');
  }
  if (result.alreadyUndone === true) {
    throw new Problem('correction-undone');
  }
  return reply(deps, gate, result);
}

/** The newest corrections of a gate, or of all gates of a venue. */
export async function readCorrections(
  deps: Pick<CorrectDeps, 'pool' | 'clock'>,
  query: CorrectionQuery,
): Promise<Correction[]> {
  const rows = await listCorrections(deps.pool, query);
  return rows.map(({ stored, by, gate }) => present(stored, gate, by));
}

function countOf(request: CorrectionRequest): Pick<CorrectCommand, 'kind' | 'count'> {
  return request.act === 'recount'
    ? { kind: null, count: request.inside }
    : { kind: request.kind, count: request.count };
}

function actorOf({ accountId, deviceId }: Session): string | null {
  return accountId ?? deviceId;
}

async function reply(deps: CorrectDeps, gate: GateAtVenue, stored: StoredCorrection): Promise<CorrectionReply> {
  deps.onChange(gate.venueId);
  const by = await findNameOfActor(deps.pool, stored.by);
  return { correction: present(stored, gate, by), occupancy: presentOccupancy(stored.state) };
}

function present(stored: StoredCorrection, gate: CorrectionRow['gate'], by: string | null): Correction {
  const { event, act, kind, count, change, outcome, override, reason, at, undoneAt } = stored;
  const undoable = outcome === 'applied' && undoneAt === null;
  return {
    eventId: event,
    at: new Date(at).toISOString(),
    gate: presentGate(gate),
    act,
    kind,
    count,
    change,
    outcome,
    override,
    reason,
    by,
    undoableUntil: undoable ? new Date(Date.parse(at) + undoableMs).toISOString() : null,
    undoneAt: undoneAt && new Date(undoneAt).toISOString(),
  };
}
