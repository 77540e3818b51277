import type { EmployeeDaysReply } from '@gapura/contract';
import { dateIn } from '@gapura/screening';
import type { EmployeesDeps, Keeper } from './deps.ts';
import { countRoster } from './store.ts';

const daysShown = 14;
const dayMs = 86_400_000;

export interface Office {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

/** What the door has counted, by venue. */
export interface Presence {
  readonly employeeLimit: number | null;
  /** Different employees, by the venue's calendar date. */
  readonly days: ReadonlyMap<string, number>;
}

/** The rooms that know venues and visits. */
export interface DaysSources {
  listOffices(organisationId: string): Promise<readonly Office[]>;
  countPresence(offices: readonly Office[]): Promise<ReadonlyMap<string, Presence>>;
}

/** How many of the roster came to work, day by day. */
export async function readDays(
  { pool, clock }: EmployeesDeps,
  { organisationId }: Keeper,
  sources: DaysSources,
): Promise<EmployeeDaysReply> {
  const offices = await sources.listOffices(organisationId);
  const presence = await sources.countPresence(offices);
  const now = clock();
  const zones = [...new Set(offices.map(({ timeZone }) => timeZone))];
  const rosters = new Map(
    await Promise.all(
      zones.map(async (timeZone) => {
        const days = lastDays(dateIn(timeZone, now));
        return [timeZone, await countRoster(pool, organisationId, { days, timeZone })] as const;
      }),
    ),
  );
  return {
    venues: offices.map((office) => ({
      venue: { id: office.id, name: office.name },
      employeeLimit: presence.get(office.id)?.employeeLimit ?? null,
      days: [...(rosters.get(office.timeZone) ?? [])].map(([on, roster]) => ({
        on,
        present: presence.get(office.id)?.days.get(on) ?? 0,
        roster,
      })),
    })),
  };
}

function lastDays(today: string): string[] {
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: daysShown }, (_, index) =>
    new Date(last - (daysShown - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}
