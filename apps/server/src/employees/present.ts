import type { EmployeeView } from '@gapura/contract';
import { dateIn } from '@gapura/screening';
import { keepAfterLeavingDays, type SealedEmployee } from './content.ts';

export interface OpenedEmployee extends SealedEmployee {
  readonly id: string;
  readonly leavesOn: string | null;
  readonly badgeIssuedAt: Date;
}

const dayMs = 86_400_000;
const westernmost = 'Asia/Jakarta';

/** An organisation has no zone of its own: its day is over where the country's last one ends. The door asks its own clock. */
export function lastToday(now: Date): string {
  return dateIn(westernmost, now);
}

/** Whether somebody's last day is over where the clock shows this date. */
export function hasLeft(leavesOn: string | null, today: string): boolean {
  return leavesOn !== null && leavesOn < today;
}

export function presentEmployee(employee: OpenedEmployee, now: Date): EmployeeView {
  const { id, name, unit, number, leavesOn, badgeIssuedAt } = employee;
  return {
    id,
    name,
    unit,
    number,
    leavesOn,
    hasLeft: hasLeft(leavesOn, lastToday(now)),
    // Deleted once that many whole days lie between.
    forgetOn: leavesOn === null ? null : addDays(leavesOn, keepAfterLeavingDays + 1),
    badgeIssuedAt: badgeIssuedAt.toISOString(),
  };
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
