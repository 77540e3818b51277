import { setImmediate } from 'node:timers/promises';
import type { PersonKind } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import { circumstancesOf, type Screening } from '../screening/index.ts';
import type { GateAtVenue, Venue, VenueInForce } from '../venues/index.ts';
import { placeOf, refusalOfDoor } from './check-in.ts';
import type { StoredAnswer, StoredCheckIn, StoredPerson } from './command.ts';
import type { DoorRule } from './door-reasons.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { subjectPseudonym, type EnteredExposure, type KnownExposures } from './subjects.ts';

export interface LookAgainDeps {
  readonly screening: Screening;
  readonly exposures: KnownExposures;
  readonly pseudonyms: Pseudonyms;
  readonly inForce: (venue: Venue, at: Date) => VenueInForce;
}

/** Processes hear of a case with a delay, and their clocks differ; what was entered shortly before may not have counted. */
const lateMs = 60_000;
/** Reckoning a name takes some microseconds; a list of thousands would hold up everybody else. */
const namedAtOnce = 100;

/** What stands against an approval; null: nothing. */
export type Objection =
  | { readonly is: 'closed'; readonly rule: DoorRule }
  | { readonly is: 'black'; readonly answer: StoredAnswer; readonly name: string };

type Waiting = Omit<StoredCheckIn, 'answer' | 'persons'> & {
  readonly answer: StoredAnswer;
  readonly persons: NonNullable<StoredCheckIn['persons']>;
};

/**
 * What a check-in would find now that it did not find when the wait began: cases and contacts entered since, a door that is
 * closed, other rules. The certificates are gone; until when they hold is in the end of the review.
 * @throws Problem review-expired where other rules are in force by now
 */
export async function lookAgain(
  deps: LookAgainDeps,
  gate: GateAtVenue,
  stored: StoredCheckIn | null,
  now: Date,
): Promise<Objection | null> {
  if (stored === null || !isWaiting(stored)) {
    return null;
  }
  const inForce = deps.inForce(gate.venue, now);
  const black = await findBlack(deps, gate, stored, (kind) => placeOf(inForce, kind, now));
  if (black !== null) {
    return black;
  }
  const rule = refusalOfDoor(gate, inForce, now);
  if (rule !== null) {
    return { is: 'closed', rule };
  }
  const { under } = stored.answer;
  if (under !== undefined && under !== circumstancesOf(placeOf(inForce, stored.kind, now))) {
    throw new Problem('review-expired');
  }
  return null;
}

/** Anything else is for the database to answer. */
function isWaiting(stored: StoredCheckIn): stored is Waiting {
  return stored.review?.decided === null && stored.persons !== null && stored.answer !== null;
}

async function findBlack(
  deps: LookAgainDeps,
  { venue }: GateAtVenue,
  stored: Waiting,
  placeFor: (kind: PersonKind) => ReturnType<typeof placeOf>,
): Promise<Objection | null> {
  if (stored.persons.every(({ subject }) => subject === undefined)) {
    return null;
  }
  const since = new Date(Date.parse(stored.decidedAt) - lateMs);
  const entered = await exposuresByPseudonym(deps, venue, await deps.exposures.listEnteredSince(since));
  const black = new Map<number, StoredPerson>();
  const identifiers: string[] = [];
  for (const { index, subject = '', kind } of stored.persons) {
    const exposures = entered.get(subject) ?? [];
    const { colour, reasons } = deps.screening.judgeExposures(exposures, placeFor(kind ?? stored.kind));
    const [exposure] = exposures;
    if (exposure !== undefined && colour === 'black') {
      black.set(index, { ...(kind !== undefined && { kind }), colour, rules: reasons.map(({ rule }) => rule) });
      identifiers.push(exposure.subject);
    }
  }
  if (black.size === 0) {
    return null;
  }
  const persons = stored.answer.persons.map((person, index) => black.get(index) ?? person);
  return { is: 'black', answer: { persons }, name: await subjectPseudonym(deps.pseudonyms, venue, identifiers) };
}

async function exposuresByPseudonym(
  { pseudonyms }: LookAgainDeps,
  venue: Venue,
  entered: readonly EnteredExposure[],
): Promise<ReadonlyMap<string, readonly EnteredExposure[]>> {
  const named = new Map<string, EnteredExposure[]>();
  for (const [index, exposure] of entered.entries()) {
    const pseudonym = await subjectPseudonym(pseudonyms, venue, [exposure.subject]);
    named.set(pseudonym, [...(named.get(pseudonym) ?? []), exposure]);
    if (index % namedAtOnce === namedAtOnce - 1) {
      await setImmediate();
    }
  }
  return named;
}
