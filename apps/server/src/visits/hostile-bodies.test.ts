import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let venue: TestVenue;
let credential: string;

beforeAll(async () => {
  database = await createTestDatabase();
  venue = await createTestVenue(database.url, { limit: 100 });
  const issuer = await createTestIssuer();
  credential = issuer.vaccinated(personNumber(1), { number: 2, of: 2 });
  server = await startServerProcess({
    databaseUrl: database.url,
    env: { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder },
  });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

const good = () => ({
  eventId: randomUUID(),
  gate: venue.gates[0],
  kind: 'visitor',
  persons: [{ credentials: [credential] }],
});
const text = (change: object) => () => JSON.stringify({ ...good(), ...change });
const uuid = '11111111-1111-4111-8111-111111111111';
const goodOut = { eventId: uuid, visits: [{ venue: uuid, id: uuid, token: 'x' }] };
const out = (change: object) => () => JSON.stringify({ ...goodOut, ...change });

type Body = () => string | Buffer;
const checkIns: readonly [name: string, body: Body][] = [
  ['nothing', () => ''],
  ['half of a body', () => '{"eventId":'],
  ['a list', () => '[]'],
  ['null', () => 'null'],
  ['a number', () => '7'],
  ['an empty object', () => '{}'],
  ['deep nesting', () => '['.repeat(30_000)],
  ['more than 64 KiB', () => JSON.stringify({ ...good(), persons: [{ credentials: ['x'.repeat(65_536)] }] })],
  ['invalid UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['UTF-16', () => Buffer.from('{"a":1}', 'utf16le')],
  ['a byte order mark', () => `\uFEFF${JSON.stringify(good())}`],
  ['a repeated member', () => JSON.stringify(good()).replace('{', '{"kind":"employee",')],
  ['__proto__', () => JSON.stringify(good()).replace('{', '{"__proto__":{"admin":true},')],
  ['constructor', text({ constructor: { prototype: { admin: true } } })],
  ['an unknown member', text({ role: 'admin' })],
  ['its own seq', text({ seq: 1 })],
  ['its own limit', text({ limit: 1_000_000 })],
  ['its own pseudonym', text({ persons: [{ credentials: [], pseudonym: '00' }] })],
  ['an event id in capitals', text({ eventId: 'A1111111-1111-4111-8111-111111111111' })],
  ['an event id that is none', text({ eventId: "1'; drop table visits; --" })],
  ['a number as event id', text({ eventId: 1 })],
  ['no event id', text({ eventId: undefined })],
  ['a gate code in lower case', text({ gate: 'abcdefghjk' })],
  ['a gate code with I, L, O, U', text({ gate: 'ILOUILOUIL' })],
  ['a gate nobody has', text({ gate: '0000000000' })],
  ['a gate that is a list', text({ gate: ['0000000000'] })],
  ['a gate that is an operator', text({ gate: { $ne: '' } })],
  ['an unknown kind', text({ kind: 'guest' })],
  ['kind null', text({ kind: null })],
  ['no persons', text({ persons: [] })],
  ['51 persons', text({ persons: Array.from({ length: 51 }, () => ({ credentials: [] })) })],
  ['a person that is a string', text({ persons: ['me'] })],
  ['persons that are an object', text({ persons: { length: 1 } })],
  ['five credentials', text({ persons: [{ credentials: ['a', 'b', 'c', 'd', 'e'] }] })],
  ['an empty credential', text({ persons: [{ credentials: [''] }] })],
  ['a credential that is a number', text({ persons: [{ credentials: [1e400] }] })],
  ['a credential with NUL', () => JSON.stringify({ ...good(), persons: [{ credentials: ['HC1:\0'] }] })],
  ['a credential with a lone surrogate', () => JSON.stringify({ ...good(), persons: [{ credentials: ['\ud800'] }] })],
  ['a credential of 12,001 symbols', text({ persons: [{ credentials: ['A'.repeat(12_001)] }] })],
  [
    'the same person twice',
    () => JSON.stringify({ ...good(), persons: [{ credentials: [credential] }, { credentials: [credential] }] }),
  ],
  ['leaving with a wrong token', text({ leaving: [{ venue: uuid, id: uuid, token: 'wrong' }] })],
  ['leaving 51 visits', text({ leaving: Array.from({ length: 51 }, () => ({ venue: uuid, id: uuid, token: '' })) })],
];

const checkOuts: readonly [name: string, body: Body][] = [
  ['nothing', () => ''],
  ['an empty object', () => '{}'],
  ['no visits and no credentials', out({ visits: undefined })],
  ['an empty list of visits', out({ visits: [] })],
  ['a wrong token', out({})],
  ['no token and no session', out({ visits: [{ venue: uuid, id: uuid }] })],
  ['a credential and no session', out({ visits: undefined, credentials: ['HC1:X'] })],
  ['an unknown member', out({ by: 'officer' })],
  ['a visit id that is none', out({ visits: [{ venue: uuid, id: '../..', token: 'x' }] })],
  ['an endless token', out({ visits: [{ venue: uuid, id: uuid, token: 'x'.repeat(65) }] })],
];

async function counts(): Promise<unknown> {
  const { rows } = await withClient(database.url, (client) =>
    client.query(`select (select count(*)::int from visits) as visits, (select count(*)::int from check_ins) as check_ins,
                         (select jsonb_agg(c) from venue_counters c) as counters`),
  );
  return rows[0];
}

async function expectRefusal(path: string, init: RequestInit): Promise<void> {
  const before = await counts();
  const reply = await fetch(`${server.url}${path}`, init);
  const problem = (await reply.json()) as { code?: string; status?: number };
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(problem).toEqual(expect.objectContaining({ code: expect.stringMatching(/^[a-z-]+$/), status: reply.status }));
  expect(await counts()).toEqual(before);
}

const json = { 'content-type': 'application/json' };

describe('hostile bodies', () => {
  it.each(checkIns)('a check-in with %s is refused', (_name, body) =>
    expectRefusal('/api/v1/check-ins', { method: 'POST', headers: json, body: body() }),
  );
  it.each(checkOuts)('a check-out with %s is refused', (_name, body) =>
    expectRefusal('/api/v1/check-outs', { method: 'POST', headers: json, body: body() }),
  );
  it.each([
    ['text/plain', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['compressed JSON', { ...json, 'content-encoding': 'gzip' }],
    ['JSON from another site', { ...json, origin: 'https://example.org' }],
  ])('%s is refused', (_name, headers) =>
    expectRefusal('/api/v1/check-ins', { method: 'POST', headers, body: JSON.stringify(good()) }),
  );
  it.each([
    '/api/v1/gates/0000000000',
    '/api/v1/gates/abc',
    '/api/v1/gates/..%2f..%2fetc',
    '/api/v1/gates/%00',
    '/api/v1/venues/1/occupancy',
    `/api/v1/venues/${uuid}/occupancy`,
    `/api/v1/venues/${uuid}/occupancy/stream`,
    `/api/v1/venues/${uuid}/occupancy?limit=1&limit=2`,
    '/api/v1/nothing',
  ])('GET %s is refused', (path) => expectRefusal(path, {}));

  it('still admits the honest visitor', async () => {
    const reply = await fetch(`${server.url}/api/v1/check-ins`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(good()),
    });
    expect(await reply.json()).toMatchObject({ outcome: 'admitted', occupancy: { inside: 1 } });
  });
});
