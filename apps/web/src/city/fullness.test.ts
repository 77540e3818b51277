import type { OverviewVenue } from '@gapura/contract';
import { describe, expect, it } from 'vitest';
import { arrange, countAll, standingOf } from './fullness.ts';

function venue(name: string, inside: number, limit: number, wishes: Partial<OverviewVenue> = {}): OverviewVenue {
  return {
    id: name,
    name,
    category: 'mall',
    organisation: 'Mal Uji',
    address: '',
    area: '51.71.01.2009',
    timeZone: 'Asia/Makassar',
    capacity: 100,
    ownLimit: 100,
    occupancy: { seq: 1, visitors: inside, employees: 0, inside, leased: 0, limit },
    level: 3,
    opensAt: null,
    closesAt: null,
    order: null,
    ...wishes,
  };
}

const closed = { by: 'hours' as const, reason: null, opensAt: '08:00' };
const everything = { district: '', category: '', name: '' };

describe('how a venue stands', () => {
  it.each([
    [79, 100, true, 'room'],
    [80, 100, true, 'nearly'],
    [100, 100, true, 'full'],
    [101, 100, true, 'over'],
    [0, 0, true, 'full'],
    [1, 0, true, 'over'],
    [0, 0, false, 'closed'],
    [3, 0, false, 'closed'],
  ])('%d of %d, open %s: %s', (inside, limit, isOpen, standing) => {
    expect(standingOf(venue('a', inside, limit, isOpen ? {} : { closed }))).toBe(standing);
  });
});

describe('the list', () => {
  const venues = [
    venue('Setengah', 50, 100),
    venue('Tutup', 0, 10, { closed }),
    venue('Lebih', 5, 0),
    venue('Penuh', 10, 10),
  ];

  it('begins with the fullest and ends with what is closed', () => {
    expect(arrange(venues, everything).map(({ name }) => name)).toEqual(['Lebih', 'Penuh', 'Setengah', 'Tutup']);
    expect(countAll(venues)).toEqual({ over: 1, full: 1, nearly: 0, room: 1, closed: 1, inside: 65 });
  });

  it('has a closed venue with people who must leave before any that is open', () => {
    const left = venue('Ditutup', 3, 0, { closed });
    expect(arrange([...venues.slice(0, 1), left], everything).map(({ name }) => name)).toEqual(['Ditutup', 'Setengah']);
  });

  it('is filtered by district, category and name', () => {
    const far = venue('Jauh', 1, 2, { area: '51.71.02', category: 'hotel' });
    const names = (filter: object) => arrange([...venues, far], { ...everything, ...filter }).map(({ name }) => name);
    expect(names({ district: '51.71.02' })).toEqual(['Jauh']);
    expect(names({ category: 'hotel' })).toEqual(['Jauh']);
    expect(names({ name: ' LEB' })).toEqual(['Lebih']);
    expect(names({ district: '51.71.0' })).toEqual([]);
  });
});
