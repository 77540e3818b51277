import { randomUUID } from 'node:crypto';
import type {
  CheckInReply,
  DemoReply,
  IncidentsReply,
  OverviewReply,
  ProblemReply,
  RegimesReply,
  RuleTrialReply,
  SessionReply,
  StaffReply,
} from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let demo: DemoReply;
let cookies: Record<string, string>;
let hotel: DemoReply['venues'][number];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  const found = demo.venues.find(({ venue }) => venue.category === 'hotel');
  if (found === undefined) {
    throw new Error('The demo has no hotel.');
  }
  hotel = found;
  cookies = Object.fromEntries(
    await Promise.all(
      demo.staff.map(async ({ role, signInName, password }) => [
        role,
        await open('/sessions', { signInName, password }),
      ]),
    ),
  );
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** The cookie of the session that a call opens. */
async function open(path: string, body: object): Promise<string> {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

interface Call {
  readonly method?: string;
  readonly as?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

async function call<T = ProblemReply>(path: string, { method = 'GET', as = 'overseer', body, headers }: Call = {}) {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: cookies[as] ?? '',
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, etag: reply.headers.get('etag'), body: (text === '' ? null : JSON.parse(text)) as T };
}

const post = <T = ProblemReply>(path: string, body: object, as = 'overseer') =>
  call<T>(path, { method: 'POST', body, as });
const level = (area: string, number: number) => ({
  area,
  level: number,
  from: null,
  reason: 'Instruksi Wali Kota',
  sourceUrl: null,
});

/** Invites an overseer of an area, who accepts; gives the name that `call` knows the session by. */
async function inviteOverseer(area: string): Promise<string> {
  const signInName = `satgas.${randomUUID().slice(0, 8)}`;
  const request = { displayName: 'Satgas Kecamatan', signInName, role: 'overseer', area };
  const invited = await post<{ url: string; staff: { area: object } }>('/staff', request, 'admin');
  expect(invited).toMatchObject({ status: 201, body: { staff: { area: { code: area }, organisation: null } } });
  const token = invited.body.url.split('/').at(-1) ?? '';
  cookies[signInName] = await open(`/invitations/${token}`, { password: 'kamboja-putih-di-pura' });
  return signInName;
}

describe('an overseer', () => {
  it('acts for an area and for no organisation', async () => {
    const session = await call<SessionReply>('/sessions/current');
    expect(session.body).toMatchObject({
      role: 'overseer',
      organisation: null,
      area: { code: '51.71', name: 'Kota Denpasar' },
    });
  });

  it('changes what is in force in the area and below, not above and not beside it', async () => {
    const entered = await post<RegimesReply>('/level-changes', level('51.71.02', 2));
    expect(entered.status).toBe(201);
    expect(entered.body.levels[0]).toMatchObject({ area: '51.71.02', enteredBy: 'Satgas Uji', withdrawnBy: null });
    expect((await post('/level-changes', level('51', 1))).body.code).toBe('permission-missing');
    expect((await post('/level-changes', level('51.71', 1), await inviteOverseer('51.71.01'))).body.code).toBe(
      'permission-missing',
    );
    const withdrawn = await call<RegimesReply>(`/level-changes/${entered.body.levels[0]?.id}`, { method: 'DELETE' });
    expect(withdrawn.body.levels[0]).toMatchObject({ withdrawnBy: 'Satgas Uji' });
    const above = withdrawn.body.levels.find(({ area }) => area === '51');
    expect((await call(`/level-changes/${above?.id}`, { method: 'DELETE' })).body.code).toBe('permission-missing');
    expect((await call(`/level-changes/${randomUUID()}`, { method: 'DELETE' })).body.code).toBe('regime-entry-unknown');
  });

  it('puts orders on venues of the area only', async () => {
    const order = {
      venueId: hotel.venue.id,
      kind: 'close',
      from: null,
      until: null,
      reason: 'Pelanggaran',
      sourceUrl: null,
    };
    const elsewhere = await inviteOverseer('51.71.03');
    expect((await post('/orders', order, elsewhere)).body.code).toBe('permission-missing');
    const entered = await post<RegimesReply>('/orders', order);
    expect(entered.status).toBe(201);
    const path = `/orders/${entered.body.orders[0]?.id}`;
    expect((await call(path, { method: 'DELETE', as: elsewhere })).body.code).toBe('permission-missing');
    expect((await call(path, { method: 'DELETE' })).status).toBe(200);
  });

  it('puts rule packs in force in the area only', async () => {
    const pack = { area: '51', pack: 'open', version: '1.0.0', from: null, reason: 'Pencabutan', sourceUrl: null };
    expect((await post('/pack-changes', pack)).body.code).toBe('permission-missing');
    const entered = await post<RegimesReply>('/pack-changes', { ...pack, area: '51.71.02' });
    expect(entered.status).toBe(201);
    expect((await call(`/pack-changes/${entered.body.packs[0]?.id}`, { method: 'DELETE' })).status).toBe(200);
  });

  it('enters cases, and sees and closes the incidents of the area', async () => {
    const text = demo.certificates.find(({ id }) => id === 'one-dose')?.text ?? '';
    const on = new Date().toISOString().slice(0, 10);
    expect((await post('/exposures', { kind: 'case', on, credentials: [text] })).status).toBe(201);
    const gate = hotel.gates[0]?.gate.code;
    const arrival = { eventId: randomUUID(), gate, kind: 'visitor', persons: [{ credentials: [text] }] };
    expect((await post<CheckInReply>('/check-ins', arrival)).body.persons[0]?.colour).toBe('black');
    const near = await inviteOverseer('51.71.01');
    const far = await inviteOverseer('51.71.04');
    const [incident] = (await call<IncidentsReply>('/incidents', { as: near })).body.incidents;
    expect(incident).toMatchObject({ eventId: arrival.eventId, venue: { name: hotel.venue.name } });
    expect((await call<IncidentsReply>('/incidents', { as: far })).body.incidents).toEqual([]);
    const close = { note: 'Diarahkan ke puskesmas' };
    expect((await post(`/incidents/${incident?.id}/close`, close, far)).body.code).toBe('permission-missing');
    expect((await post(`/incidents/${incident?.id}/close`, close)).body).toMatchObject({ closedBy: 'Satgas Uji' });
  });

  it('manages no staff, no venue and no organisation', async () => {
    const invitation = { displayName: 'Kawan', signInName: 'kawan.satgas', role: 'overseer', area: '51.71' };
    const limit = { limit: 1, reason: 'Uji' };
    const replies = await Promise.all([
      call('/staff'),
      post('/staff', invitation),
      call('/managed-venues'),
      post('/organisations', { name: 'Instansi Uji' }),
      call('/audit'),
      call(`/venues/${hotel.venue.id}/limit`, { method: 'PUT', body: limit }),
    ]);
    expect(replies.map(({ body }) => body.code)).toEqual(replies.map(() => 'permission-missing'));
  });

  it('is invited by an admin, for an area that exists', async () => {
    const request = { displayName: 'Satgas Baru', signInName: 'satgas.baru', role: 'overseer', area: '51.71' };
    const { area, ...without } = request;
    expect((await post('/staff', request, 'manager')).body.code).toBe('permission-missing');
    expect((await post('/staff', without, 'admin')).body.errors).toEqual([{ path: '/area', message: 'is missing' }]);
    expect((await post('/staff', { ...request, area: '99' }, 'admin')).body.code).toBe('area-unknown');
    const manager = { ...request, role: 'admin', area };
    expect((await post('/staff', manager, 'admin')).body.errors?.[0]?.path).toBe('/area');
    const { staff } = (await call<StaffReply>('/staff', { as: 'admin' })).body;
    expect(staff.find(({ signInName }) => signInName === 'satgas')?.area).toEqual({
      code: '51.71',
      name: 'Kota Denpasar',
    });
  });
});

describe('the overview', () => {
  it('has the venues of the area with what is inside, allowed and in force', async () => {
    const { body } = await call<OverviewReply>('/overview');
    expect(body.venues).toHaveLength(demo.venues.length);
    const mine = body.venues.find(({ id }) => id === hotel.venue.id);
    expect(mine).toMatchObject({ category: 'hotel', area: '51.71.01.2009', level: 3, order: null });
    expect(mine?.closed).toBeUndefined();
    expect(mine?.occupancy.limit).toBe(150);
    const east = await call<OverviewReply>('/overview', { as: await inviteOverseer('51.71.02') });
    expect(east.body.venues.map(({ name }) => name)).toEqual(['Puskesmas Denpasar Timur']);
    expect((await call('/overview', { as: 'manager' })).body.code).toBe('permission-missing');
    expect((await call<OverviewReply>('/overview', { as: 'admin' })).body.venues.length).toBe(demo.venues.length);
  });

  it('is sent again only when something has changed', async () => {
    const first = await call<OverviewReply>('/overview');
    const again = await call('/overview', { headers: { 'if-none-match': first.etag ?? '' } });
    expect(again).toMatchObject({ status: 304, body: null });
    const order = {
      venueId: hotel.venue.id,
      kind: 'limit',
      limit: 7,
      from: null,
      until: null,
      reason: 'Uji',
      sourceUrl: null,
    };
    const entered = await post<RegimesReply>('/orders', order);
    const later = await call<OverviewReply>('/overview', { headers: { 'if-none-match': first.etag ?? '' } });
    expect(later.status).toBe(200);
    expect(later.body.venues.find(({ id }) => id === hotel.venue.id)).toMatchObject({
      occupancy: { limit: 7 },
      order: { kind: 'limit', limit: 7, reason: 'Uji' },
    });
    await call(`/orders/${entered.body.orders[0]?.id}`, { method: 'DELETE' });
  });
});

describe('a trial of a rule pack', () => {
  const trial = (wishes: object) => ({
    credentials: [demo.certificates.find(({ id }) => id === 'two-doses')?.text ?? ''],
    kind: 'visitor',
    category: 'mall',
    level: 3,
    at: new Date().toISOString(),
    timeZone: 'Asia/Makassar',
    ...wishes,
  });
  const tryPack = (id: string, body: object) => post<RuleTrialReply & ProblemReply>(`/rule-packs/${id}/trials`, body);

  it('says what the pack says, whatever is in force', async () => {
    expect((await tryPack('id-denpasar-2021/1.1.0', trial({}))).body).toMatchObject({
      colour: 'green',
      admission: 'admitted',
    });
    const strict = await tryPack('id-2022-07/1.0.0', trial({}));
    expect(strict.body).toMatchObject({ colour: 'yellow' });
    expect((await tryPack('open/1.0.0', trial({ credentials: [] }))).body.colour).toBe('green');
    expect((await tryPack('id-denpasar-2021/1.1.0', trial({ credentials: [] }))).body.colour).toBe('red');
  });

  it('counts days to the instant that is tried: a dose of later is none yet', async () => {
    const before = await tryPack('id-denpasar-2021/1.1.0', trial({ at: '2021-01-01T00:00:00Z' }));
    expect(before.body).toMatchObject({ colour: 'red', admission: 'refused' });
  });

  it('keeps nothing, and takes no nonsense', async () => {
    await withClient(database.url, async (client) => {
      const count = async (): Promise<unknown> =>
        (await client.query('select (select count(*) from check_ins) as a, (select count(*) from visits) as b'))
          .rows[0];
      const before = await count();
      await tryPack('id-denpasar-2021/1.1.0', trial({}));
      expect(await count()).toEqual(before);
    });
    expect((await tryPack('open/9.9.9', trial({}))).body.code).toBe('rule-pack-unknown');
    expect((await tryPack('open/1.0.0', trial({ timeZone: 'Bali' }))).body.errors?.[0]?.path).toBe('/timeZone');
    expect((await tryPack('open/1.0.0', trial({ category: 'palace' }))).body.errors?.[0]?.path).toBe('/category');
    for (const at of ['tomorrow', '2027-02-31T00:00:00Z', '2027-02-01T00:00:00']) {
      expect((await tryPack('open/1.0.0', trial({ at }))).body.errors?.[0]?.path).toBe('/at');
    }
    for (const at of ['+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z']) {
      expect([200, 400]).toContain((await tryPack('id-denpasar-2021/1.1.0', trial({ at }))).status);
    }
    const asManager = await post('/rule-packs/open/1.0.0/trials', trial({}), 'manager');
    expect(asManager.body.code).toBe('permission-missing');
  });
});

describe('many managers at once', () => {
  it('set limits without keeping the door from its database', async () => {
    const path = `/venues/${hotel.venue.id}/limit`;
    const set = (limit: number) =>
      call<{ code?: string }>(path, { method: 'PUT', as: 'admin', body: { limit, reason: 'Uji' } });
    const replies = await Promise.all(Array.from({ length: 40 }, (_, n) => set(50 + n)));
    expect(replies.map(({ body }) => body.code)).toEqual(replies.map(() => undefined));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
