import { describe, expect, it } from 'vitest';
import { countFreeFor, tightestFor } from './places.ts';

describe('countFreeFor', () => {
  const occupancy = { seq: 1, visitors: 10, employees: 5, inside: 15, leased: 2, limit: 40 };

  it('counts what is free for all', () => {
    expect(countFreeFor('visitor', occupancy)).toBe(23);
    expect(countFreeFor('visitor', { ...occupancy, visitorLimit: null })).toBe(23);
    expect(countFreeFor('visitor', { ...occupancy, limit: 10 })).toBe(0);
  });

  it('asks the limit of the kind too', () => {
    const limited = { ...occupancy, visitorLimit: 14, employeeLimit: 3 };
    expect(countFreeFor('visitor', limited)).toBe(2);
    expect(countFreeFor('employee', limited)).toBe(0);
    expect(countFreeFor('visitor', { ...limited, limit: 18 })).toBe(1);
  });
});

describe('tightestFor', () => {
  const occupancy = { seq: 1, visitors: 1, employees: 0, inside: 1, leased: 0, limit: 100 };

  it('is the limit that is full', () => {
    const full = { inside: 1, taken: 1, limit: 1, isOwn: true };
    expect(tightestFor('visitor', { ...occupancy, visitorLimit: 1 })).toEqual(full);
    expect(tightestFor('employee', { ...occupancy, visitorLimit: 1 })).toMatchObject({ limit: 100, isOwn: false });
    expect(tightestFor('visitor', { ...occupancy, limit: 1, visitorLimit: 5 })).toMatchObject({
      limit: 1,
      isOwn: false,
    });
  });

  it('counts what gates hold against visitors', () => {
    const leased = { ...occupancy, leased: 4, visitorLimit: 6, employeeLimit: 6 };
    expect(tightestFor('visitor', leased)).toEqual({ inside: 1, taken: 5, limit: 6, isOwn: true });
    expect(countFreeFor('employee', leased)).toBe(6);
  });
});
