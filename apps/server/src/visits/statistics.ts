import type { DoorDay, ProvisionalAdmissionsReply, StatisticsReply } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { presentGate, startOfDay, type Venue } from '../venues/index.ts';
import type { PassMaker } from './pass.ts';
import { listDoorCounts, listProvisional, type DoorCountRow } from './statistics-store.ts';

const shownDays = 14;
/** Answers are emptied after one day; a server that stood still for a while does so late. */
const answerDays = 3;
const mostListed = 200;
const dayMs = 86_400_000;

export interface StatisticsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly passes: PassMaker;
}

/** How many came on each of the last days, by outcome and colour; nothing of it says who. */
export async function readStatistics({ pool, clock }: StatisticsDeps, venue: Venue): Promise<StatisticsReply> {
  const today = startOfDay(clock(), venue.timeZone);
  const rows = await listDoorCounts(pool, {
    venueId: venue.id,
    timeZone: venue.timeZone,
    fromDay: daysBefore(today, shownDays).toISOString().slice(0, 10),
    answersSince: daysBefore(today, answerDays),
  });
  return { days: daysOf(rows).slice(0, shownDays) };
}

/** What officers admitted today on a proof on paper. */
export async function readProvisional(
  { pool, clock, passes }: StatisticsDeps,
  venue: Venue,
): Promise<ProvisionalAdmissionsReply> {
  const since = startOfDay(clock(), venue.timeZone);
  const rows = await listProvisional(pool, { venueId: venue.id, since, limit: mostListed });
  const admissions = rows.map(({ event, at, gate, ...row }) => ({
    ...row,
    at: at.toISOString(),
    gate: presentGate(gate),
    code: passes.code(event),
  }));
  return { admissions };
}

function daysBefore(day: Date, days: number): Date {
  return new Date(day.getTime() - days * dayMs);
}

function daysOf(rows: readonly DoorCountRow[]): DoorDay[] {
  const days = new Map<string, DoorDay>();
  for (const { day, outcome, colour, provisional, persons } of rows) {
    const counted = days.get(day) ?? emptyDay(day);
    counted.outcomes[outcome] += persons;
    counted.colours[colour] += persons;
    counted.provisional += provisional ? persons : 0;
    days.set(day, counted);
  }
  return [...days.values()];
}

function emptyDay(day: string): DoorDay {
  return {
    day,
    outcomes: { admitted: 0, review: 0, refused: 0, full: 0 },
    colours: { green: 0, yellow: 0, red: 0, black: 0 },
    provisional: 0,
  };
}
