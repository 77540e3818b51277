import type { EmployeeDaysReply } from '@gapura/contract';
import { expect, it } from 'vitest';
import { presenceOf, shareOf, topOfDays } from './presence.ts';

const office = (id: string, employeeLimit: number | null, present: number): EmployeeDaysReply['venues'][number] => ({
  venue: { id, name: id },
  employeeLimit,
  days: [{ on: '2021-10-04', present, roster: 10 }],
});
const reply = { venues: [office('a', 5, 3), office('b', 2, 4)] };

it('shows one venue, or all together', () => {
  expect(presenceOf(reply, 'b')).toEqual({ employeeLimit: 2, days: [{ on: '2021-10-04', present: 4, roster: 10 }] });
  expect(presenceOf(reply, '')).toEqual({ employeeLimit: 7, days: [{ on: '2021-10-04', present: 7, roster: 10 }] });
});

it('names no limit where a venue has none, and no sum where only some have one', () => {
  const some = { venues: [office('a', 5, 3), office('c', null, 0)] };
  expect(presenceOf(some, '').employeeLimit).toBe('mixed');
  expect(presenceOf(some, 'c').employeeLimit).toBeNull();
});

it('gives a share of the roster, where there is one', () => {
  expect([shareOf(3, 8), shareOf(0, 8), shareOf(3, 0)]).toEqual([38, 0, undefined]);
});

it('draws the limit unless it lies far above everything', () => {
  const { days } = presenceOf(reply, 'a');
  expect(topOfDays({ days, employeeLimit: 15 })).toBe(15);
  expect(topOfDays({ days, employeeLimit: 600 })).toBe(10);
  expect(topOfDays({ days: [], employeeLimit: null })).toBe(1);
});
