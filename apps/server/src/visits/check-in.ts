import { createHmac, randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { CheckInReply, CheckInRequest } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { Screened, Screening } from '../screening/index.ts';
import { isOpenAt, visitEndsBy, type GateAtVenue, type Venue } from '../venues/index.ts';
import type { CheckInCommand, PlaceRequest } from './command.ts';
import type { DoorRule } from './door-reasons.ts';
import type { PassMaker } from './pass.ts';
import type { Presenter } from './present.ts';
import type { Pseudonyms } from './pseudonym.ts';
import type { VenueQueues } from './venue-queues.ts';

const reviewMinutes = 15;
const minuteMs = 60_000;

export interface CheckInDeps {
  readonly clock: Clock;
  readonly findGate: (code: string) => Promise<GateAtVenue | null>;
  readonly screening: Screening;
  readonly queues: VenueQueues;
  readonly pseudonyms: Pseudonyms;
  readonly passes: PassMaker;
  readonly present: Presenter;
  readonly bodyKey: Buffer;
  readonly onChange: (venueId: string) => void;
}

/**
 * The heart: verify → screen → take places. The party enters whole or not at all. Same event id, same answer.
 * @throws Problem gate-unknown, gate-closed, persons-repeated, visit-token-invalid, event-conflict, busy
 */
export async function checkIn(deps: CheckInDeps, request: CheckInRequest): Promise<CheckInReply> {
  const gate = await deps.findGate(request.gate);
  if (gate === null) {
    throw new Problem('gate-unknown');
  }
  if (gate.closedAt !== null) {
    throw new Problem('gate-closed');
  }
  assertOwnVisits(deps.passes, request.leaving ?? []);
  const now = deps.clock();
  const screened = await Promise.all(
    request.persons.map(({ credentials }) => deps.screening.screenPerson(credentials, gate.venue.timeZone, now)),
  );
  const command = await buildCommand(deps, { request, gate, screened, now });
  const result = await deps.queues.submit(gate.venueId, command);
  if ('conflict' in result) {
    throw new Problem('event-conflict');
  }
  // Afterwards, so that a refused request changes nothing; a retry repeats both parts.
  await leaveElsewhere(deps, request, gate, now);
  deps.onChange(gate.venueId);
  return deps.present.checkIn(gate, result);
}

interface Arrival {
  readonly request: CheckInRequest;
  readonly gate: GateAtVenue;
  readonly screened: readonly Screened[];
  readonly now: Date;
}

async function buildCommand(deps: CheckInDeps, { request, gate, screened, now }: Arrival): Promise<CheckInCommand> {
  const doorRule = refusalOfDoor(gate, now);
  const end = endOfVisit(gate.venue, now);
  // Nobody is let in by a review after closing time.
  const reviewEnds = Math.min(now.getTime() + reviewMinutes * minuteMs, Date.parse(end.endsBy));
  return {
    do: 'check-in',
    event: request.eventId,
    mac: macOf(deps.bodyKey, request),
    gate: gate.id,
    kind: request.kind,
    outcome: doorRule === null ? outcomeOf(screened) : 'refused',
    answer: {
      persons: screened.map(({ colour, reasons }) => ({
        colour,
        rules: [...(doorRule === null ? [] : [doorRule]), ...reasons.map(({ rule }) => rule)],
      })),
    },
    at: now.toISOString(),
    ...end,
    reviewExpiresAt: new Date(reviewEnds).toISOString(),
    persons: await placeRequests(deps.pseudonyms, gate.venueId, screened),
    leaving: (request.leaving ?? []).filter(({ venue }) => venue === gate.venueId).map(({ id }) => id),
  };
}

export function endOfVisit(venue: Venue, startedAt: Date): Pick<CheckInCommand, 'endsBy' | 'endsAs'> {
  const endsBy = visitEndsBy(venue, startedAt);
  const longest = startedAt.getTime() + venue.longestStayMinutes * minuteMs;
  return { endsBy: endsBy.toISOString(), endsAs: endsBy.getTime() < longest ? 'closing' : 'longest-stay' };
}

function refusalOfDoor(gate: GateAtVenue, now: Date): DoorRule | null {
  if (gate.direction === 'out') {
    return 'door.exit-only';
  }
  return isOpenAt(gate.venue, now) ? null : 'door.closed';
}

/** The party's outcome is that of its least lucky member. */
function outcomeOf(screened: readonly Screened[]): CheckInCommand['outcome'] {
  if (screened.some(({ admission }) => admission === 'refused')) {
    return 'refused';
  }
  return screened.some(({ admission }) => admission === 'review') ? 'review' : 'admitted';
}

async function placeRequests(
  pseudonyms: Pseudonyms,
  venueId: string,
  screened: readonly Screened[],
): Promise<readonly PlaceRequest[]> {
  const named = screened.flatMap(({ identity }) => (identity === null ? [] : [identity]));
  if (new Set(named).size < named.length) {
    throw new Problem('persons-repeated');
  }
  return Promise.all(
    screened.map(async ({ identity }, index) => ({
      index,
      visit: uuidv7(),
      // Somebody without a name in a credential cannot be recognised again, so the pseudonym is a random one.
      pseudonyms: identity === null ? [randomBytes(32).toString('hex')] : await pseudonyms.of(venueId, identity),
    })),
  );
}

/** A keyed digest of the request: tells a retry from another request under the same id, and reveals nothing. */
function macOf(key: Buffer, { gate, kind, persons, leaving }: CheckInRequest): string {
  const credentials = persons.map((person) => person.credentials);
  const left = (leaving ?? []).map(({ venue, id }) => [venue, id]);
  return createHmac('sha256', key)
    .update(JSON.stringify([gate, kind, credentials, left]))
    .digest('hex')
    .slice(0, 32);
}

type Leaving = NonNullable<CheckInRequest['leaving']>;

function assertOwnVisits(passes: PassMaker, leaving: Leaving): void {
  if (leaving.some(({ venue, id, token }) => !passes.hasToken(venue, id, token))) {
    throw new Problem('visit-token-invalid');
  }
}

/** Whoever stands at this gate has left every other venue. Those of this venue end in the check-in's own transaction. */
async function leaveElsewhere(deps: CheckInDeps, request: CheckInRequest, gate: GateAtVenue, now: Date): Promise<void> {
  const others = (request.leaving ?? []).filter(({ venue }) => venue !== gate.venueId);
  await Promise.all(
    others.map(async ({ venue, id }) => {
      await deps.queues.submit(venue, {
        do: 'check-out',
        event: request.eventId,
        visit: id,
        by: 'elsewhere',
        at: now.toISOString(),
      });
      deps.onChange(venue);
    }),
  );
}
