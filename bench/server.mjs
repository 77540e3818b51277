import { CheckInReply, CheckInRequest } from '@gapura/contract';
import { startGapura } from '@gapura/server';
import { checkInNaively } from './naive-check-in.mjs';

const texts = { id: 'Dosis vaksin lengkap.', en: 'Fully vaccinated.', ban: 'Vaksin sampun jangkep.' };
const id = '0192f0c1-0000-7000-8000-000000000000';

/** An answer as large as a real one. @type {import('@gapura/contract').CheckInReply} */
const echo = {
  eventId: id,
  outcome: 'admitted',
  code: 'ABCD',
  decidedAt: '2021-10-01T00:00:00.000Z',
  venue: {
    id,
    name: 'Kantor Wali Kota Denpasar',
    category: 'government-office',
    timeZone: 'Asia/Makassar',
    address: 'Jalan Gajah Mada 1',
    opensAt: null,
    closesAt: null,
  },
  gate: { code: 'AAAAAAAAAA', name: 'Pintu Utara', direction: 'both' },
  kind: 'visitor',
  persons: [
    {
      colour: 'green',
      reasons: [{ rule: 'id-2021.two-doses', texts, advice: texts }],
      visit: { venue: id, id, token: 'x'.repeat(22) },
    },
  ],
  occupancy: { seq: 1, visitors: 1, employees: 0, inside: 1, leased: 0, limit: 600 },
};

const schema = { body: CheckInRequest, response: { 200: CheckInReply }, hide: true };

await startGapura({
  quiet: true,
  extend(api, context) {
    api.post('/check-ins/echo', { schema }, () => echo);
    api.post('/check-ins/naive', { schema }, (request) => checkInNaively(context, request.body, echo));
  },
});
