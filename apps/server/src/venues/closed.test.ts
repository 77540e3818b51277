import { expect, it } from 'vitest';
import { findClosed, presentClosed } from './closed.ts';
import type { Venue } from './venue.ts';

const venue: Venue = {
  id: '0192f0c1-0000-7000-8000-000000000000',
  organisationId: '0192f0c1-0000-7000-8000-000000000001',
  name: 'Balai Uji',
  category: 'office',
  address: '',
  timeZone: 'Asia/Makassar',
  areaCode: null,
  sector: null,
  capacity: 10,
  longestStayMinutes: 60,
  opensAt: '08:00',
  closesAt: '16:00',
};
const noon = new Date('2021-10-01T12:00:00+08:00');
const night = new Date('2021-10-01T22:00:00+08:00');
const unknown = { level: null, rules: null };
const inForce = { venue, ...unknown, ahead: { changes: [], inForceAt: () => unknown, key: '' } };
const byOrder = { by: 'order', reason: 'Pelanggaran', opensAt: null };

it.each([
  ['open', null, noon, null],
  ['closed by its hours', null, night, { by: 'hours', reason: null, opensAt: '08:00' }],
  ['closed by an order', { reason: 'Pelanggaran' }, noon, byOrder],
  ['closed by both: the order counts', { reason: 'Pelanggaran' }, night, byOrder],
])('%s', (_case, closing, now, closed) => {
  expect(findClosed({ ...inForce, closing }, now)).toEqual(closed);
});

it('is no member of the reply of an open venue', () => {
  expect(presentClosed({ ...inForce, closing: null }, noon)).toEqual({});
});
