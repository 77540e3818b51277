import { getOnly, type Queryable } from '../database/pool.ts';
import type { GateCommand } from './command.ts';
import { resultsOf, stretchesOf, type Stretch } from './stretches.ts';
import type { VenueBatch } from './venue-queues.ts';

interface Prepared extends VenueBatch {
  readonly stretches: readonly Stretch[];
}

type Results = readonly unknown[];

/**
 * Applies the batches of several venues in one transaction. Answers them in the order in which they were given.
 * Not for a database that keeps its venues on several machines.
 */
export async function applyTogether(db: Queryable, batches: readonly VenueBatch[]): Promise<readonly Results[]> {
  const prepared = batches.map((batch) => ({ ...batch, stretches: stretchesOf(batch.commands) }));
  const sorted = prepared.toSorted((a, b) => (a.venueId < b.venueId ? -1 : 1));
  const answers = await callTogether(db, sorted);
  if (answers === null) {
    return applyEach(db, batches);
  }
  const byVenue = new Map(sorted.map((batch, index) => [batch, answers[index] ?? []]));
  return prepared.map((batch) => resultsOf(batch.commands, batch.stretches, byVenue.get(batch) ?? []));
}

async function callTogether(db: Queryable, batches: readonly Prepared[]): Promise<readonly Results[] | null> {
  const asked = batches.flatMap(({ venueId, commands }) =>
    checkInEvents(commands).map((event) => ({ event, venueId })),
  );
  const { rows } = await db.query<{ results: readonly Results[] | null }>({
    name: 'apply-gate-batches',
    text: 'select apply_gate_batches($1::jsonb, $2::uuid[], $3::uuid[]) as results',
    values: [
      JSON.stringify(batches.map(({ venueId, stretches }) => ({ venue: venueId, stretches }))),
      asked.map(({ event }) => event),
      asked.map(({ venueId }) => venueId),
    ],
  });
  return getOnly(rows).results;
}

/** Applies the batches one after another, each in a transaction of its own; each statement names one venue. */
export async function applyEach(db: Queryable, batches: readonly VenueBatch[]): Promise<readonly Results[]> {
  const results: Results[] = [];
  for (const batch of batches) {
    results.push(await applyVenue(db, batch));
  }
  return results;
}

async function applyVenue(db: Queryable, { venueId, commands }: VenueBatch): Promise<Results> {
  const foreign = await findEventsOfOtherVenues(db, venueId, checkInEvents(commands));
  const isForeign = (command: GateCommand): boolean => command.do === 'check-in' && foreign.has(command.event);
  const own = commands.filter((command) => !isForeign(command));
  const results = own.length === 0 ? [] : await callVenue(db, venueId, own);
  let next = 0;
  return commands.map((command) => (isForeign(command) ? { conflict: true } : results[next++]));
}

async function callVenue(db: Queryable, venueId: string, commands: readonly GateCommand[]): Promise<Results> {
  const stretches = stretchesOf(commands);
  const { rows } = await db.query<{ results: Results }>({
    name: 'apply-venue-batch',
    text: 'select apply_venue_batch($1, $2::jsonb) as results',
    values: [venueId, JSON.stringify(stretches)],
  });
  return resultsOf(commands, stretches, getOnly(rows).results);
}

function checkInEvents(commands: readonly GateCommand[]): readonly string[] {
  return commands.filter((command) => command.do === 'check-in').map(({ event }) => event);
}

/**
 * An event id that another venue has answered cannot be used here: the same id with another body. Where this venue has
 * answered it as well, as after a race of two server processes, its own answer stands.
 */
async function findEventsOfOtherVenues(
  db: Queryable,
  venueId: string,
  events: readonly string[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) {
    return new Set();
  }
  const { rows } = await db.query<{ event_id: string }>({
    name: 'events-of-other-venues',
    text: `select event_id from check_ins where event_id = any($1::uuid[])
            group by event_id having bool_and(venue_id <> $2)`,
    values: [events, venueId],
  });
  return new Set(rows.map((row) => row.event_id));
}
