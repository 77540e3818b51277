import type { EmployeeDay, EmployeeDaysReply } from '@gapura/contract';

export interface OfficePresence {
  /** Null where there is no limit for employees; mixed where only some of the venues have one. */
  readonly employeeLimit: number | null | 'mixed';
  readonly days: readonly EmployeeDay[];
}

/** One venue's days, or those of all venues together: who came to two of them is counted in both. */
export function presenceOf({ venues }: EmployeeDaysReply, venueId: string): OfficePresence {
  const chosen = venues.filter(({ venue }) => venueId === '' || venue.id === venueId);
  const [first] = chosen;
  return {
    employeeLimit: limitOf(chosen.map(({ employeeLimit }) => employeeLimit)),
    days: (first?.days ?? []).map(({ on, roster }, index) => ({
      on,
      roster,
      present: chosen.reduce((sum, { days }) => sum + (days[index]?.present ?? 0), 0),
    })),
  };
}

function limitOf(limits: readonly (number | null)[]): OfficePresence['employeeLimit'] {
  const known = limits.filter((limit) => limit !== null);
  if (known.length === 0) return null;
  return known.length < limits.length ? 'mixed' : known.reduce((sum, limit) => sum + limit, 0);
}

/** The share as a percentage; nothing where there is no roster to compare with. */
export function shareOf(count: number, roster: number): number | undefined {
  return roster === 0 ? undefined : Math.round((count / roster) * 100);
}

/** The height of the chart: whatever is drawn fits below it. */
export function topOfDays({ days, employeeLimit }: OfficePresence): number {
  const counts = days.flatMap(({ present, roster }) => [present, roster]);
  const most = Math.max(1, ...counts);
  return typeof employeeLimit === 'number' && employeeLimit <= 2 * most ? Math.max(most, employeeLimit) : most;
}
