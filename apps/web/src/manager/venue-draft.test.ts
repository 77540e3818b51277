import { describe, expect, it } from 'vitest';
import { emptyDraft, parseCount, readDetails, readDraft, type VenueDraft } from './venue-draft.ts';

const organisationId = '0190a0a0-0000-7000-8000-000000000001';
const whole: VenueDraft = {
  ...emptyDraft('Pintu utama', organisationId),
  name: ' Kantor Wali Kota ',
  category: 'government-office',
  address: 'Jl. Gajah Mada 1',
  area: '51.71',
  capacity: '1.200',
  limit: '600',
};

describe('parseCount', () => {
  it.each([
    ['600', 600],
    [' 1.200 ', 1200],
    ['1,000,000', 1_000_000],
    ['1.000.001', undefined],
    ['12.5', undefined],
    ['-3', undefined],
    ['', undefined],
    ['enam', undefined],
  ])('reads %j as %s', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });
});

describe('readDraft', () => {
  it('makes the request, with trimmed names and numbers', () => {
    expect(readDraft(whole)).toEqual({
      request: {
        organisationId,
        name: 'Kantor Wali Kota',
        category: 'government-office',
        address: 'Jl. Gajah Mada 1',
        area: '51.71',
        timeZone: 'Asia/Makassar',
        capacity: 1200,
        limit: 600,
        visitorLimit: null,
        employeeLimit: null,
        opensAt: '08:00',
        closesAt: '17:00',
        gates: [{ name: 'Pintu utama', direction: 'both' }],
      },
    });
  });

  it('takes the capacity as the limit where none is given, and no hours for a venue that never closes', () => {
    expect(readDraft({ ...whole, limit: '', isAlwaysOpen: true })).toMatchObject({
      request: { capacity: 1200, limit: 1200, opensAt: null, closesAt: null },
    });
  });

  it('names everything that is wrong at once', () => {
    const gates = [
      { name: 'Utara', direction: 'in' as const },
      { name: ' ', direction: 'out' as const },
    ];
    const draft = { ...emptyDraft(''), visitorLimit: 'banyak', opensAt: '', gates };
    expect(readDraft(draft)).toEqual({
      errors: {
        organisationId: 'organisation',
        name: 'name',
        category: 'category',
        capacity: 'capacity',
        visitorLimit: 'part',
        opensAt: 'hours',
        gate1: 'gate',
      },
    });
  });

  it('refuses a limit above the capacity', () => {
    expect(readDraft({ ...whole, limit: '1201' })).toEqual({ errors: { limit: 'limit' } });
  });
});

describe('readDetails', () => {
  it('makes the change, without hours where it is always open', () => {
    const change = { name: 'Kantor Wali Kota', address: 'Jl. Gajah Mada 1' };
    expect(readDetails(whole)).toEqual({ change: { ...change, opensAt: '08:00', closesAt: '17:00' } });
    const open = { ...whole, isAlwaysOpen: true, opensAt: '' };
    expect(readDetails(open)).toEqual({ change: { ...change, opensAt: null, closesAt: null } });
  });

  it('names everything that is wrong at once', () => {
    expect(readDetails({ ...whole, name: ' ', closesAt: '' })).toEqual({ errors: { name: 'name', opensAt: 'hours' } });
  });
});
