import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { createAudit } from '../audit/index.ts';
import { openPool, type Pool } from '../database/pool.ts';
import { createOrganisations } from '../organisations/index.ts';
import { createVenues, type Venues } from './index.ts';

const category = { id: 'mall', names: { id: 'Mal', en: 'Mall', ban: 'Mal' }, longestStayMinutes: 360 };

let database: TestDatabase;
let pool: Pool;
let venues: Venues;
let organisationId: string;
let now = new Date('2021-10-01T00:00:00Z');
let organisationCount = 0;

const open = (): Venues =>
  createVenues({
    pool,
    clock: () => now,
    audit: createAudit({ pool, clock: () => now }),
    categories: [category],
    posterSigner: { url: (code) => `https://gapura.example/G/${code}/SIGNATURE` },
  });

const request = () => ({
  organisationId,
  name: 'Mal Uji',
  category: 'mall',
  address: 'Jalan Uji 1',
  timeZone: 'Asia/Makassar',
  capacity: 100,
  limit: 50,
  visitorLimit: 40,
  opensAt: '10:00',
  closesAt: '21:00',
  gates: [
    { name: 'Utara', direction: 'both' as const },
    { name: 'Selatan', direction: 'out' as const },
  ],
});

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 4, onError: () => undefined });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  now = new Date('2021-10-01T00:00:00Z');
  venues = open();
  organisationCount += 1;
  const organisations = createOrganisations({ pool, clock: () => now });
  organisationId = (await organisations.create({ name: `Instansi ${organisationCount}` })).id;
});

describe('createVenue', () => {
  it('keeps the venue, its limits and its gates', async () => {
    const { id } = await venues.createVenue(request());
    const managed = await venues.getManagedVenue(id);
    expect(managed).toMatchObject({
      venue: {
        name: 'Mal Uji',
        longestStayMinutes: 360,
        opensAt: '10:00',
        closesAt: '21:00',
        timeZone: 'Asia/Makassar',
      },
      organisation: { id: organisationId, name: `Instansi ${organisationCount}` },
      limits: { limit: 50, visitorLimit: 40, employeeLimit: null },
      gates: [
        { name: 'Utara', direction: 'both', closedAt: null },
        { name: 'Selatan', direction: 'out' },
      ],
    });
    expect(await venues.getVenue(id)).toEqual(managed.venue);
    for (const { code } of managed.gates) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      expect((await venues.getGate(code)).venue).toEqual(managed.venue);
    }
  });

  it.each([
    ['an unknown organisation', { organisationId: '0192f0c1-0000-7000-8000-000000000000' }, 'organisation-unknown'],
    ['an unknown category', { category: 'palace' }, 'body-invalid'],
    ['an unknown time zone', { timeZone: 'Asia/Denpasar' }, 'body-invalid'],
    ['half of the hours', { opensAt: null }, 'body-invalid'],
    ['a limit above the capacity', { limit: 101 }, 'limit-above-capacity'],
    ['a limit of visitors above the capacity', { visitorLimit: 101 }, 'limit-above-capacity'],
  ])('refuses %s and keeps nothing', async (_name, change, code) => {
    await expect(venues.createVenue({ ...request(), ...change })).rejects.toMatchObject({ code });
    expect(await venues.listManagedVenues(organisationId)).toEqual([]);
  });

  it('lists the venues of one organisation, and of all', async () => {
    const { id } = await venues.createVenue(request());
    expect((await venues.listManagedVenues(organisationId)).map(({ venue }) => venue.id)).toEqual([id]);
    expect((await venues.listManagedVenues(null)).length).toBeGreaterThan(1);
  });
});

describe('changeVenue', () => {
  it('changes what is given, and what a gate is found by at once', async () => {
    const venue = await venues.createVenue(request());
    const [gate] = (await venues.getManagedVenue(venue.id)).gates;
    await venues.findGate(gate?.code ?? '');
    await venues.changeVenue(venue, { name: 'Mal Baru', opensAt: null, closesAt: null }, null);
    const found = await venues.getGate(gate?.code ?? '');
    expect(found.venue).toEqual({ ...venue, name: 'Mal Baru', opensAt: null, closesAt: null });
  });

  it('refuses half of the hours', async () => {
    const venue = await venues.createVenue(request());
    await expect(venues.changeVenue(venue, { closesAt: null }, null)).rejects.toMatchObject({ code: 'body-invalid' });
  });
});

describe('findGate', () => {
  it('sees a change by another process after five seconds', async () => {
    const venue = await venues.createVenue(request());
    const code = (await venues.getManagedVenue(venue.id)).gates[0]?.code ?? '';
    await venues.findGate(code);
    await open().changeVenue(venue, { name: 'Mal Lain' }, null);
    expect((await venues.getGate(code)).venue.name).toBe('Mal Uji');
    now = new Date(now.getTime() + 5_000);
    expect((await venues.getGate(code)).venue.name).toBe('Mal Lain');
  });

  it('leaves a line for whoever moves a venue to where another level holds, and for nothing else', async () => {
    await pool.query(
      "insert into areas (code, name, kind) values ('99', 'Provinsi Uji', 'province') on conflict do nothing",
    );
    const audit = createAudit({ pool, clock: () => now });
    const venue = await venues.createVenue(request());
    const moved = await venues.changeVenue(venue, { area: '99' }, null);
    await venues.changeVenue(moved, { name: 'Mal Pindah' }, null);
    const { entries } = await audit.list({ organisationId, before: null, limit: 10 });
    expect(entries).toMatchObject([{ action: 'venue.moved', subject: venue.id, detail: { from: null, to: '99' } }]);
    await expect(venues.changeVenue(moved, { area: '98' }, null)).rejects.toMatchObject({ code: 'area-unknown' });
  });

  it('finds a new gate, and nothing for an unknown code', async () => {
    const venue = await venues.createVenue(request());
    const { code } = await venues.addGate(venue, { name: 'Timur', direction: 'in' });
    expect(await venues.findGate(code)).toMatchObject({ name: 'Timur', direction: 'in', venueId: venue.id });
    await expect(venues.getGate('0000000000')).rejects.toMatchObject({ code: 'gate-unknown' });
    await expect(venues.getVenue('0192f0c1-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'venue-unknown',
    });
  });

  it('does not remember a failure of the database', async () => {
    let broken = true;
    const failing = createVenues({
      pool: new Proxy(pool, {
        get: (target, name) =>
          name === 'query' && broken ? () => Promise.reject(new Error('gone')) : Reflect.get(target, name).bind(target),
      }),
      clock: () => now,
      audit: createAudit({ pool, clock: () => now }),
      categories: [category],
      posterSigner: { url: () => '' },
    });
    await expect(failing.findGate('0000000000')).rejects.toThrow('gone');
    broken = false;
    expect(await failing.findGate('0000000000')).toBeNull();
  });
});

describe('organisations', () => {
  it('have names of their own', async () => {
    const organisations = createOrganisations({ pool, clock: () => now });
    const name = `Instansi ${organisationCount}`;
    await expect(organisations.create({ name })).rejects.toMatchObject({ code: 'name-taken' });
    expect(await organisations.list(organisationId)).toEqual([{ id: organisationId, name }]);
    expect(await organisations.list(null)).toContainEqual({ id: organisationId, name });
    expect(await organisations.findByName(name)).toEqual({ id: organisationId, name });
  });
});
