import fc from 'fast-check';
import { driftMs, reviewMs, secondPersonMs, undoMs, type ModelCommand } from './command.ts';
import { idOf } from './server-words.ts';
import type { VenueModel } from './venue-model.ts';

/** What is asked, once it is known which visits, corrections and leases there are. */
export type Plan = (model: VenueModel, name: (text: string) => string, serial: number) => ModelCommand;

/** Something that is begun, and what is asked about it when a border of time is near. */
export interface Story {
  readonly first: readonly Plan[];
  readonly laterMs: number;
  readonly afterwards: readonly Plan[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The newest has number 0. */
const among = (names: readonly string[], pick: number): string => names.at(-1 - (pick % names.length)) ?? 'none';
/** Mostly the newest, about which there is most to say. */
const picks = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(100) });

const kinds = fc.constantFrom('visitor' as const, 'employee' as const);
const officers = fc.constantFrom('one', 'another');
/** Mostly the same body, so that most repeated events are retries and a few are conflicts. */
const bodies = fc.constantFrom(1, 1, 1, 1, 1, 2);
/** Few, so that they are repeated, also for different things. */
const someEvents = fc.nat(12).map(String);
const newEvents = fc.constant('new');
const eventOf = (event: string, serial: number): string => (event === 'new' ? `new event ${serial}` : `event ${event}`);

const guests = fc.oneof(
  { weight: 4, arbitrary: fc.nat(14).map((person) => [person]) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.nat(14), { minLength: 2, maxLength: 4 }) },
);

const enterBy = (events: fc.Arbitrary<string>, reviews: fc.Arbitrary<boolean>): fc.Arbitrary<Plan> =>
  fc
    .tuple(events, bodies, kinds, guests, reviews)
    .map(([event, body, kind, persons, isReviewed]): Plan => (_model, name, serial) => ({
      do: 'enter',
      event: name(eventOf(event, serial)),
      // Who comes is part of the body, so that a retry is of the same people.
      body: `${body} ${kind} ${isReviewed} ${persons.join()}`,
      kind,
      isReviewed,
      guests: persons.map((person) => ({ person: name(`${person}`), visit: idOf(name(`${serial} ${person}`)) })),
    }));

const decide = fc
  .tuple(picks, fc.constantFrom('approve' as const, 'approve' as const, 'refuse' as const), officers)
  .map(([pick, decision, by]): Plan => (model) => ({
    do: 'decide',
    event: among(model.reviewEvents, pick),
    decision,
    by,
  }));

const leave = fc.nat(100).map((pick): Plan => (model, name) => {
  const visit = among(model.visitIds, pick);
  return { do: 'leave', visit: visit === 'none' ? idOf(name('nobody')) : visit };
});

const ofKind = fc.option(fc.nat(6));
const limit = fc.tuple(fc.nat(9), ofKind, ofKind).map(([places, visitorLimit, employeeLimit]): Plan => () => ({
  do: 'limit',
  limit: places,
  visitorLimit,
  employeeLimit,
}));

const acts = fc.constantFrom('add' as const, 'remove' as const, 'recount' as const);
const correctBy = (events: fc.Arbitrary<string>): fc.Arbitrary<Plan> =>
  fc
    .tuple(events, bodies, acts, kinds, fc.nat(8))
    .map(([event, body, act, kind, count]): Plan => (_model, name, serial) => ({
      do: 'correct',
      event: name(eventOf(event, serial)),
      body: `${body} ${act} ${kind} ${count}`,
      act,
      kind,
      count,
    }));

const undo = picks.map((pick): Plan => (model, name, serial) => ({
  do: 'undo',
  event: name(`undo ${serial}`),
  correction: among(model.correctionEvents, pick),
}));

const leaseMinutes = [1, 10] as const;
const grantBy = (
  events: fc.Arbitrary<string>,
  most: number,
  ofMinutes: fc.Arbitrary<number> = fc.constantFrom(...leaseMinutes),
): fc.Arbitrary<Plan> =>
  fc
    .tuple(events, bodies, fc.integer({ min: 1, max: most }), ofMinutes)
    .map(([event, body, places, minutes]): Plan => (_model, name, serial) => ({
      do: 'grant',
      event: name(eventOf(event, serial)),
      body: `${body} ${places} ${minutes}`,
      places,
      minutes,
    }));

const report = fc
  .tuple(picks, fc.nat(3), fc.nat(2))
  .map(([pick, visitors, employees]): Plan => (model, name, serial) => ({
    do: 'return',
    event: name(`return ${serial}`),
    lease: among(model.leaseEvents, pick),
    visitors,
    employees,
  }));
const expire = picks.map((pick): Plan => (model) => ({ do: 'expire', lease: among(model.leaseEvents, pick) }));
const reclaim = fc.tuple(picks, officers).map(([pick, by]): Plan => (model) => ({
  do: 'reclaim',
  lease: among(model.leaseEvents, pick),
  by,
}));

export const enter = enterBy(fc.nat(40).map(String), fc.constantFrom(false, false, false, true));
const correct = correctBy(someEvents);
const grant = grantBy(someEvents, 4);
/** What may be sent twice, since it has an event id. */
export const repeatable = fc.oneof(enter, correct, grant);

export const change = fc.oneof(
  { weight: 10, arbitrary: enter },
  { weight: 5, arbitrary: leave },
  { weight: 4, arbitrary: decide },
  { weight: 2, arbitrary: correct },
  { weight: 2, arbitrary: grant },
  ...[limit, undo, report, expire, reclaim].map((arbitrary) => ({ weight: 1, arbitrary })),
);

/** At a border to the millisecond, some seconds before or after it, or at any time of the hour after it. */
const near = (borderMs: number): fc.Arbitrary<number> =>
  fc.oneof(
    // The next command comes a millisecond later, another one two.
    fc.integer({ min: -2, max: 0 }).map((ms) => borderMs + ms),
    fc.integer({ min: -30, max: 30 }).map((seconds) => borderMs + seconds * 1_000),
    fc.integer({ min: 1, max: 59 }).map((minutes) => borderMs + minutes * minuteMs),
  );

const leaseEndsMs = (minutes: number): number => minutes * minuteMs + driftMs;

/** In milliseconds. */
export const clockJumps = fc.oneof(
  ...[undoMs, secondPersonMs, ...leaseMinutes.map(leaseEndsMs)].map(near),
  fc.integer({ min: -30, max: 30 }).map((hours) => hours * hourMs),
);

const story = (
  first: readonly fc.Arbitrary<Plan>[],
  laterMs: fc.Arbitrary<number>,
  afterwards: readonly fc.Arbitrary<Plan>[],
): fc.Arbitrary<Story> => fc.record({ first: fc.tuple(...first), laterMs, afterwards: fc.tuple(...afterwards) });

/** What chance would seldom bring together. */
export const stories: fc.Arbitrary<Story> = fc.oneof(
  story([correctBy(newEvents)], near(undoMs), [undo]),
  ...leaseMinutes.map((minutes) =>
    story([grantBy(newEvents, 2, fc.constant(minutes))], near(leaseEndsMs(minutes)), [expire, report]),
  ),
  story([grantBy(newEvents, 2), reclaim], near(secondPersonMs), [reclaim, report]),
  story([enterBy(newEvents, fc.constant(true))], near(reviewMs), [decide]),
);
