import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManagedVenue, Occupancy } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import type { Session } from '../access/index.ts';
import { openPool, type Pool } from '../database/pool.ts';
import type { App } from '../http/app.ts';
import { createAudit } from '../audit/index.ts';
import { handleError } from '../http/error-handler.ts';
import { Problem } from '../http/problem.ts';
import { createOrganisations, organisationRoutes } from '../organisations/index.ts';
import { createVenues, venueRoutes, type Venue, type VenueInForce } from './index.ts';
import type { Limits } from './store.ts';

const category = { id: 'mall', names: { id: 'Mal', en: 'Mall', ban: 'Mal' }, longestStayMinutes: 360 };
const unknownId = '0192f0c1-0000-7000-8000-000000000000';

let database: TestDatabase;
let pool: Pool;
let app: App;
let ours: string;
let theirs: string;
let session: Session | null = null;
let limits: Limits[] = [];
let closing: VenueInForce['closing'] = null;

const person = (role: Session['role'], organisationId: string | null): Session => ({
  id: unknownId,
  accountId: unknownId,
  deviceId: null,
  role,
  organisationId,
  gateIds: [],
  areaCode: null,
  expiresAt: new Date('2030-01-01T00:00:00Z'),
  assurance: 'password',
});
const occupancy: Occupancy = { seq: 7, visitors: 2, employees: 1, inside: 3, leased: 0, limit: 50 };

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 4, onError: () => undefined });
  const clock = () => new Date('2021-10-01T00:00:00Z');
  const organisations = createOrganisations({ pool, clock });
  const venues = createVenues({
    pool,
    clock,
    audit: createAudit({ pool, clock }),
    categories: [category],
    posterSigner: { url: (code) => `HTTPS://G.EXAMPLE/G/${code}/S` },
  });
  ours = (await organisations.create({ name: 'Instansi Kita' })).id;
  theirs = (await organisations.create({ name: 'Instansi Lain' })).id;
  const access = {
    getSession: async () => {
      if (session === null) {
        throw new Problem('sign-in-required');
      }
      return session;
    },
  };
  const visits = {
    occupancyOf: async (ids: readonly string[]) => new Map(ids.map((id) => [id, occupancy])),
  };
  const regimes = {
    setOwnLimits: async (_venueId: string, own: Limits, why: { reason: string }) =>
      void limits.push({ ...own, ...why }),
    refresh: async () => undefined,
  };
  app = Fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } } });
  app.setErrorHandler(handleError);
  organisationRoutes(app, { organisations, access });
  const unknown = { level: null, rules: null };
  const ahead = { changes: [], inForceAt: () => unknown, key: '' };
  const inForce = (venue: Venue) => ({ venue, ...unknown, closing, ahead });
  venueRoutes(app, { venues, access, visits, regimes, clock, inForce });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await database.drop();
});

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

async function send<Body = Record<string, unknown>>(
  method: Method,
  url: string,
  payload?: object,
): Promise<Answer<Body>> {
  const reply = await app.inject({ method, url, ...(payload !== undefined && { payload }) });
  return { status: reply.statusCode, body: reply.json<Body>() };
}

const venueRequest = (organisationId: string) => ({
  organisationId,
  name: 'Mal Uji',
  category: 'mall',
  address: 'Jalan Uji 1',
  timeZone: 'Asia/Makassar',
  capacity: 100,
  limit: 50,
  opensAt: null,
  closesAt: null,
  gates: [{ name: 'Utara', direction: 'both' }],
});

async function addVenue(organisationId: string): Promise<ManagedVenue> {
  session = person('admin', null);
  return (await send<ManagedVenue>('POST', '/venues', venueRequest(organisationId))).body;
}

describe('a manager', () => {
  it('adds a venue, changes it, adds a gate and sees it all', async () => {
    session = person('manager', ours);
    const { status, body: venue } = await send<ManagedVenue>('POST', '/venues', venueRequest(ours));
    expect(status).toBe(201);
    expect(venue).toMatchObject({
      name: 'Mal Uji',
      organisation: { name: 'Instansi Kita' },
      capacity: 100,
      occupancy,
      visitorLimit: null,
    });
    expect(venue.gates[0]?.url).toBe(`HTTPS://G.EXAMPLE/G/${venue.gates[0]?.code}/S`);
    const change = { name: 'Mal Baru', opensAt: '10:00', closesAt: '21:00' };
    expect(await send('PATCH', `/venues/${venue.id}`, change)).toMatchObject({ status: 200, body: change });
    expect(await send('POST', `/venues/${venue.id}/gates`, { name: 'Timur', direction: 'out' })).toMatchObject({
      status: 201,
      body: { name: 'Timur', direction: 'out', url: expect.stringMatching(/^HTTPS:/) as string },
    });
    const listed = (await send<{ venues: ManagedVenue[] }>('GET', '/managed-venues')).body.venues.find(
      ({ id }) => id === venue.id,
    );
    expect(listed).toMatchObject({ ...change, gates: [{ name: 'Utara' }, { name: 'Timur' }] });
    expect(await send('GET', `/venues/${venue.id}`)).toMatchObject({
      status: 200,
      body: { name: 'Mal Baru', closesAt: '21:00' },
    });
  });

  it('sees which venues are closed, by their hours or by an order', async () => {
    session = person('manager', ours);
    const hours = { opensAt: '10:00', closesAt: '21:00' };
    const { body: venue } = await send<ManagedVenue>('POST', '/venues', { ...venueRequest(ours), ...hours });
    expect(venue.closed).toEqual({ by: 'hours', reason: null, opensAt: '10:00' });
    closing = { reason: 'Pelanggaran' };
    expect((await send('PATCH', `/venues/${venue.id}`, {})).body).toMatchObject({
      closed: { by: 'order', reason: 'Pelanggaran' },
    });
    closing = null;
    const open = { opensAt: null, closesAt: null };
    expect((await send('PATCH', `/venues/${venue.id}`, open)).body).not.toHaveProperty('closed');
  });

  it('sees nothing of another organisation and changes nothing there', async () => {
    const { id } = await addVenue(theirs);
    session = person('manager', ours);
    expect(
      (await send<{ venues: ManagedVenue[] }>('GET', '/managed-venues')).body.venues.map((venue) => venue.id),
    ).not.toContain(id);
    const limit = { limit: 1, reason: 'Latihan' };
    for (const [method, url, body] of [
      ['POST', '/venues', venueRequest(theirs)],
      ['PATCH', `/venues/${id}`, { name: 'Mal Kami' }],
      ['PUT', `/venues/${id}/limit`, limit],
      ['POST', `/venues/${id}/gates`, { name: 'Timur', direction: 'in' }],
    ] as const) {
      expect(await send(method, url, body)).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    }
    expect((await send('GET', `/venues/${id}`)).body).toMatchObject({ name: 'Mal Uji' });
    expect((await send('GET', '/organisations')).body).toEqual({
      organisations: [{ id: ours, name: 'Instansi Kita' }],
    });
  });

  it('sets the limit up to the capacity', async () => {
    const { id } = await addVenue(ours);
    session = person('manager', ours);
    limits = [];
    const request = { limit: 100, visitorLimit: 80, reason: 'PPKM level 2' };
    expect(await send('PUT', `/venues/${id}/limit`, request)).toMatchObject({ status: 200, body: { id } });
    expect(limits).toMatchObject([{ limit: 100, visitorLimit: 80, employeeLimit: null, reason: 'PPKM level 2' }]);
    for (const above of [{ limit: 101 }, { limit: 5, employeeLimit: 101 }]) {
      expect(await send('PUT', `/venues/${id}/limit`, { ...above, reason: 'Salah' })).toMatchObject({
        status: 422,
        body: { code: 'limit-above-capacity' },
      });
    }
    expect(limits).toHaveLength(1);
  });
});

describe('others', () => {
  it.each([
    ['nobody', () => null, 401],
    ['an officer', () => person('officer', ours), 403],
  ])('%s may not manage', async (_name, who, status) => {
    const { id } = await addVenue(ours);
    session = who();
    for (const [method, url, body] of [
      ['GET', '/managed-venues', undefined],
      ['GET', '/organisations', undefined],
      ['POST', '/organisations', { name: 'Instansi Baru' }],
      ['POST', '/venues', venueRequest(ours)],
      ['PATCH', `/venues/${id}`, { name: 'Mal Kami' }],
      ['PUT', `/venues/${id}/limit`, { limit: 1, reason: 'Latihan' }],
      ['POST', `/venues/${id}/gates`, { name: 'Timur', direction: 'in' }],
    ] as const) {
      const reply = await send(method, url, body);
      expect([method, url, reply.status]).toEqual([method, url, status]);
    }
  });

  it('an admin sees all organisations and adds one, a manager adds none', async () => {
    session = person('admin', null);
    expect(await send('POST', '/organisations', { name: 'Instansi Baru' })).toMatchObject({
      status: 201,
      body: { name: 'Instansi Baru' },
    });
    expect(await send('POST', '/organisations', { name: 'Instansi Baru' })).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
    expect(
      (await send<{ organisations: object[] }>('GET', '/organisations')).body.organisations.length,
    ).toBeGreaterThanOrEqual(3);
    session = person('manager', ours);
    expect((await send('POST', '/organisations', { name: 'Instansi Satu Lagi' })).status).toBe(403);
  });

  it('anybody sees the categories', async () => {
    session = null;
    expect(await send('GET', '/categories')).toEqual({ status: 200, body: { categories: [category] } });
  });

  it.each([
    ['an unknown venue', 'GET', `/venues/${unknownId}`, undefined, 404, 'venue-unknown'],
    [
      'an unknown venue’s limit',
      'PUT',
      `/venues/${unknownId}/limit`,
      { limit: 1, reason: 'Latihan' },
      404,
      'venue-unknown',
    ],
    ['a crooked id', 'GET', '/venues/1', undefined, 400, 'parameter-invalid'],
    ['an unknown organisation', 'POST', '/venues', () => venueRequest(unknownId), 404, 'organisation-unknown'],
    [
      'an unknown category',
      'POST',
      '/venues',
      () => ({ ...venueRequest(ours), category: 'palace' }),
      400,
      'body-invalid',
    ],
    ['no gates', 'POST', '/venues', () => ({ ...venueRequest(ours), gates: [] }), 400, 'body-invalid'],
    [
      'a half hour',
      'POST',
      '/venues',
      () => ({ ...venueRequest(ours), opensAt: '24:00', closesAt: '08:00' }),
      400,
      'body-invalid',
    ],
    ['a member too many', 'POST', '/venues', () => ({ ...venueRequest(ours), inside: 5 }), 400, 'body-invalid'],
  ] as const)('%s is refused', async (...row) => {
    const [, method, url, body, status, code] = row;
    session = person('admin', null);
    expect(await send(method, url, typeof body === 'function' ? body() : body)).toMatchObject({
      status,
      body: { code },
    });
  });
});
