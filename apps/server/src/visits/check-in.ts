import { randomBytes, randomUUID } from 'node:crypto';
import type { CheckInReply, CheckInRequest, PersonKind } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { CountedAs, EmployeeCounting } from '../employees/index.ts';
import { Problem } from '../http/problem.ts';
import type { Screened, ScreenedPerson, Screening } from '../screening/index.ts';
import { findClosed, visitEndsBy, type GateAtVenue, type Venue, type VenueInForce } from '../venues/index.ts';
import type { CheckInCommand, PlaceRequest } from './command.ts';
import type { DoorRule } from './door-reasons.ts';
import type { KeyedDigest } from './keyed-digest.ts';
import { findReview } from './open-review.ts';
import type { PassMaker } from './pass.ts';
import type { Presenter } from './present.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { subjectPseudonym, type KnownExposures } from './subjects.ts';
import type { VenueQueues } from './venue-queues.ts';

const minuteMs = 60_000;

export interface CheckInDeps {
  readonly clock: Clock;
  readonly findGate: (code: string) => Promise<GateAtVenue | null>;
  readonly screening: Screening;
  readonly exposures: KnownExposures;
  readonly inForce: (venue: Venue, at: Date) => VenueInForce;
  readonly employees: EmployeeCounting;
  readonly queues: VenueQueues;
  readonly pseudonyms: Pseudonyms;
  readonly passes: PassMaker;
  readonly present: Presenter;
  readonly bodyDigest: KeyedDigest;
  readonly onChange: (venueId: string) => void;
  /**
   * What others do about the answer, before it leaves. It may be called again for a repeated request. `black` names whoever of
   * the party is black, within this venue and its day; null where nobody knows.
   */
  readonly afterCheckIn: (gate: GateAtVenue, reply: CheckInReply, black: string | null) => Promise<void>;
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
  const inForce = deps.inForce(gate.venue, now);
  const counted = await deps.employees.countAs(gate.venue, request, now);
  const kind = kindOfParty(counted);
  const persons = request.persons.map(({ employeeCode: _badge, ...person }, index) => ({
    ...person,
    ...ownKind(counted[index], kind),
  }));
  const screened = await deps.screening.screenParty(persons, placeOf(inForce, kind, now));
  const command = await buildCommand(deps, { request, gate, inForce, counted, kind, persons, screened, now });
  const result = await deps.queues.submit(gate.venueId, command);
  if ('conflict' in result) {
    throw new Problem('event-conflict');
  }
  // Afterwards, so that a refused request changes nothing; a retry repeats both parts.
  await leaveElsewhere(deps, request, gate, now);
  deps.onChange(gate.venueId);
  const reply = deps.present.checkIn(gate, result);
  await deps.afterCheckIn(gate, reply, await nameOfBlack(deps, gate, screened));
  return reply;
}

export function placeOf({ venue, rules, level, ahead }: VenueInForce, kind: PersonKind, now: Date) {
  const { timeZone, category } = venue;
  return { now, timeZone, category, kind, rules, ahead, ...(level !== null && { level }) };
}

/** A party of employees only is one of employees; in any other, each employee is named. */
function kindOfParty(counted: readonly CountedAs[]): PersonKind {
  return counted.every(({ kind }) => kind === 'employee') ? 'employee' : 'visitor';
}

function ownKind(counted: CountedAs | undefined, ofParty: PersonKind): { readonly kind?: PersonKind } {
  return counted === undefined || counted.kind === ofParty ? {} : { kind: counted.kind };
}

interface Arrival {
  readonly request: CheckInRequest;
  readonly gate: GateAtVenue;
  readonly inForce: VenueInForce;
  /** As what each person is counted, and the party with them. */
  readonly counted: readonly CountedAs[];
  readonly kind: PersonKind;
  readonly persons: readonly ScreenedPerson[];
  readonly screened: readonly Screened[];
  readonly now: Date;
}

async function buildCommand(deps: CheckInDeps, arrival: Arrival): Promise<CheckInCommand> {
  const { request, gate, inForce, counted, kind, screened, now } = arrival;
  const doorRule = refusalOfDoor(gate, inForce, now);
  const end = endOfVisit(inForce.venue, now);
  const place = placeOf(inForce, kind, now);
  const review = doorRule === null ? findReview(deps.screening, { ...arrival, place, endsBy: end.endsBy }) : null;
  return {
    do: 'check-in',
    event: request.eventId,
    mac: macOf(deps.bodyDigest, request),
    gate: gate.id,
    kind,
    outcome: doorRule === null ? outcomeOf(screened) : 'refused',
    answer: {
      persons: screened.map(({ colour, reasons, outlook }, index) => ({
        ...ownKind(counted[index], kind),
        colour,
        rules: [doorRule, ...reasons.map(({ rule }) => rule), counted[index]?.rule ?? null].filter(
          (rule) => rule !== null,
        ),
        ...(outlook !== null && { outlook }),
      })),
      ...(review !== null && { under: review.under }),
    },
    at: now.toISOString(),
    ...end,
    reviewExpiresAt: review && review.expiresAt,
    persons: await placeRequests(deps, arrival, review !== null),
    leaving: (request.leaving ?? []).filter(({ venue }) => venue === gate.venueId).map(({ id }) => id),
  };
}

export function endOfVisit(venue: Venue, startedAt: Date): Pick<CheckInCommand, 'endsBy' | 'endsAs'> {
  const endsBy = visitEndsBy(venue, startedAt);
  const longest = startedAt.getTime() + venue.longestStayMinutes * minuteMs;
  return { endsBy: endsBy.toISOString(), endsAs: endsBy.getTime() < longest ? 'closing' : 'longest-stay' };
}

const closedRules = { order: 'door.ordered-closed', hours: 'door.closed' } as const;

/** Why nobody is admitted here now, whoever they are. */
export function refusalOfDoor(gate: GateAtVenue, inForce: VenueInForce, now: Date): DoorRule | null {
  if (gate.direction === 'out') {
    return 'door.exit-only';
  }
  const closed = findClosed(inForce, now);
  return closed === null ? null : closedRules[closed.by];
}

/** The party's outcome is that of its least lucky member. */
function outcomeOf(screened: readonly Screened[]): CheckInCommand['outcome'] {
  if (screened.some(({ admission }) => admission === 'refused')) {
    return 'refused';
  }
  return screened.some(({ admission }) => admission === 'review') ? 'review' : 'admitted';
}

async function placeRequests(
  { pseudonyms, exposures }: CheckInDeps,
  { gate, counted, kind, screened, now }: Arrival,
  isDecidable: boolean,
): Promise<readonly PlaceRequest[]> {
  // Who shows no certificate is recognised by the badge, where there is one.
  const names = screened.map(({ identity }, index) => identity ?? badgeName(counted[index]));
  const named = names.filter((name) => name !== null);
  if (new Set(named).size < named.length) {
    throw new Problem('persons-repeated');
  }
  const subjectOf = async (identity: string) => ({
    subject: await subjectPseudonym(pseudonyms, gate.venue, [exposures.identifierOf(identity)]),
  });
  return Promise.all(
    names.map(async (name, index) => {
      const identity = screened[index]?.identity ?? null;
      return {
        index,
        visit: newVisitId(now),
        // Somebody without any name cannot be recognised again, so the pseudonym is a random one.
        pseudonyms: name === null ? [randomBytes(32).toString('hex')] : await pseudonyms.of(gate.venue, name),
        ...ownKind(counted[index], kind),
        ...(isDecidable && identity !== null && (await subjectOf(identity))),
      };
    }),
  );
}

async function nameOfBlack(
  { pseudonyms, exposures }: CheckInDeps,
  { venue }: GateAtVenue,
  screened: readonly Screened[],
): Promise<string | null> {
  const black = screened.flatMap(({ colour, identity }) => (colour === 'black' && identity !== null ? [identity] : []));
  const identifiers = black.map((identity) => exposures.identifierOf(identity));
  return identifiers.length === 0 ? null : subjectPseudonym(pseudonyms, venue, identifiers);
}

function badgeName(counted: CountedAs | undefined): string | null {
  const id = counted?.employeeId ?? null;
  return id === null ? null : `employee ${id}`;
}

/** A UUID of version 7: rows of one time lie together, and Node keeps randomness for many ids at hand. */
function newVisitId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** A keyed digest of the request: tells a retry from another request under the same id, and reveals nothing. */
function macOf(digest: KeyedDigest, { gate, kind, persons, leaving }: CheckInRequest): string {
  const said = persons.map(({ credentials, bornOn, employeeCode }) => {
    const badge = employeeCode === undefined ? [] : [employeeCode];
    return bornOn === undefined && badge.length === 0 ? credentials : [credentials, bornOn ?? null, ...badge];
  });
  const left = (leaving ?? []).map(({ venue, id }) => [venue, id]);
  return digest(JSON.stringify([gate, kind, said, left])).slice(0, 32);
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
