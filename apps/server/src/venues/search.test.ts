import type { DemoReply, VenueSearchReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function ask<T = VenueSearchReply>(path: string): Promise<{ status: number; body: T }> {
  const reply = await fetch(`${server.url}/api/v1${path}`);
  return { status: reply.status, body: (await reply.json()) as T };
}

async function namesOf(query: string): Promise<readonly string[]> {
  return (await ask(`/venues?${query}`)).body.venues.map(({ name }) => name);
}

describe('the public search for venues', () => {
  it('finds every word in name or address, whatever its case, and treats signs of patterns as text', async () => {
    expect(await namesOf('search=WALI%20kota')).toEqual(['Kantor Wali Kota Denpasar']);
    expect(await namesOf('search=gajah%20kantor')).toEqual(['Kantor Wali Kota Denpasar']);
    expect(await namesOf('search=%25')).toEqual([]);
    expect(await namesOf('search=_')).toEqual([]);
  });

  it('finds those of an area and of the areas in it', async () => {
    const { body: demo } = await ask<DemoReply>('/demo');
    expect((await namesOf('area=51.71')).length).toBe(demo.venues.length);
    expect(await namesOf('area=51.71.04')).toContain('Kantor Wali Kota Denpasar');
    expect(await namesOf('area=51.71.02')).not.toContain('Kantor Wali Kota Denpasar');
  });

  it('tells what everybody may know and nothing else', async () => {
    const [venue] = (await ask('/venues?search=wali')).body.venues;
    expect(Object.keys(venue ?? {}).toSorted()).toEqual(
      ['address', 'area', 'category', 'closesAt', 'id', 'name', 'occupancy', 'open', 'opensAt', 'timeZone'].toSorted(),
    );
    expect(venue).toMatchObject({ open: true, area: { name: 'Dauh Puri Kaja' }, occupancy: { inside: 0, limit: 600 } });
  });

  it('leaves out a venue whose gates are closed, and bounds the answer', async () => {
    await withClient(database.url, async (client) => {
      await client.query(`update gates set closed_at = now() where venue_id in
        (select id from venues where name = 'Kantor Wali Kota Denpasar')`);
      expect(await namesOf('search=wali')).toEqual([]);
      await client.query('update gates set closed_at = null');
      await client.query(`insert into venues (id, organisation_id, name, category, address, time_zone, capacity,
          longest_stay_minutes, created_at, own_limit)
        select gen_random_uuid(), organisation_id, 'Balai ' || n, category, '', time_zone, 10, 60, now(), 10
          from venues, generate_series(1, 30) n where name = 'Kantor Wali Kota Denpasar'`);
      await client.query(`insert into venue_counters (venue_id, limit_total)
        select id, 10 from venues where name like 'Balai %'`);
      await client.query(`insert into gates (id, venue_id, code, name, direction, created_at)
        select gen_random_uuid(), id, upper(substr(translate(md5(id::text), 'ilou', '0000'), 1, 10)), 'U', 'both', now()
          from venues where name like 'Balai %'`);
    });
    const { body } = await ask('/venues?search=balai');
    expect([body.venues.length, body.more]).toEqual([20, true]);
  });

  it('answers a crowd of searches or sends it away, and the door goes on', async () => {
    const [searches, gate] = await Promise.all([
      Promise.all(Array.from({ length: 120 }, () => ask('/venues?search=balai'))),
      ask<DemoReply>('/demo').then(({ body }) => ask(`/gates/${body.venues[0]?.gates[0]?.gate.code}`)),
    ]);
    expect(gate.status).toBe(200);
    // How many wait at the same time is the machine's affair; nobody gets another answer than these.
    expect(searches.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(searches.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(42);
  });

  it.each([
    'search=a&limit=1000',
    `search=${'a'.repeat(81)}`,
    'search=pasar%00',
    'area=51.71%27',
    'area=51.7',
    'search=a&search=b',
  ])('refuses %s', async (query) => {
    expect(await ask<unknown>(`/venues?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'parameter-invalid' },
    });
  });
});
