import { randomUUID } from 'node:crypto';
import type {
  CheckInReply,
  DemoReply,
  ExposuresReply,
  IncidentsReply,
  OccupancyReply,
  ProblemReply,
  RegimePreviewReply,
  RegimesReply,
  VenueRulesReply,
} from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
/** Two processes on one database: what is entered at one is in force at the other. */
let near: ServerProcess;
let far: ServerProcess;
let demo: DemoReply;
let cookies: Record<string, string>;
let mall: { venueId: string; gate: string };

beforeAll(async () => {
  database = await createTestDatabase();
  near = await startServerProcess({ databaseUrl: database.url });
  far = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${near.url}/api/v1/demo`)).json()) as DemoReply;
  const found = demo.venues.find(({ venue }) => venue.category === 'mall');
  mall = { venueId: found?.venue.id ?? '', gate: found?.gates[0]?.gate.code ?? '' };
  // The mall of the demo keeps hours; here it is open whenever the test runs, until a regulation says otherwise.
  await withClient(database.url, (client) =>
    client.query('update venues set opens_at = null, closes_at = null, capacity = own_limit'),
  );
  cookies = Object.fromEntries(
    await Promise.all(demo.staff.map(async ({ role, ...staff }) => [role, await signIn(staff)])),
  );
  // The demo begins with levels in force; these tests begin with none.
  for (const { id } of (await call<RegimesReply>('/regimes')).body.levels) {
    await call(`/level-changes/${id}`, { method: 'DELETE' });
  }
}, 60_000);

afterAll(async () => {
  await Promise.all([near.stop(), far.stop()]);
  await database.drop();
});

async function signIn({ signInName, password }: { signInName: string; password: string }): Promise<string> {
  const reply = await fetch(`${near.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ signInName, password }),
  });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

interface Call {
  readonly method?: string;
  readonly as?: string;
  readonly body?: object;
  readonly server?: ServerProcess;
}

async function call<T = ProblemReply>(
  path: string,
  { method = 'GET', as = 'admin', body, server = near }: Call = {},
): Promise<{ status: number; body: T }> {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: cookies[as] ?? '',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as T };
}

const textOf = (id: string): string => demo.certificates.find((each) => each.id === id)?.text ?? '';

async function checkIn(credentials: readonly string[], server = near): Promise<CheckInReply> {
  const body = { eventId: randomUUID(), gate: mall.gate, kind: 'visitor', persons: [{ credentials }] };
  return (await call<CheckInReply>('/check-ins', { method: 'POST', body, server })).body;
}

const limitAt = async (server: ServerProcess): Promise<number> =>
  (await call<OccupancyReply>(`/venues/${mall.venueId}/occupancy`, { server })).body.occupancy.limit;

const level = (number: number | null, from: string | null = null) => ({
  area: '51.71',
  level: number,
  from,
  reason: 'Instruksi Wali Kota',
  sourceUrl: null,
});

describe('a level', () => {
  it('is previewed, entered, in force at every process before the answer, and withdrawn', async () => {
    const before = await limitAt(near);
    const preview = await call<RegimePreviewReply>('/regimes/preview', { method: 'POST', body: { level: level(3) } });
    const line = preview.body.lines.find(({ venueId }) => venueId === mall.venueId);
    expect(line).toMatchObject({ limitNow: before, closesAtNow: null, closesAtThen: '21:00' });
    expect(line?.limitThen).toBeLessThan(before);

    const entered = await call<RegimesReply>('/level-changes', { method: 'POST', body: level(3) });
    expect(entered.status).toBe(201);
    expect(entered.body.areas).toContainEqual(expect.objectContaining({ area: '51.71.01', level: 3 }));
    expect(await limitAt(far)).toBe(line?.limitThen);
    await expect
      .poll(async () => (await call<VenueRulesReply>(`/venues/${mall.venueId}/rules`, { server: far })).body)
      .toMatchObject({ level: 3, closesAt: '21:00', opensAt: '05:00', category: 'mall' });

    const [step] = entered.body.levels;
    const withdrawn = await call<RegimesReply>(`/level-changes/${step?.id}`, { method: 'DELETE' });
    expect(withdrawn.body.levels[0]?.withdrawnAt).not.toBeNull();
    expect(await limitAt(far)).toBe(before);
    expect((await call(`/level-changes/${step?.id}`, { method: 'DELETE' })).body.code).toBe('regime-entry-unknown');
  });

  it('comes into force by itself at its instant', async () => {
    const before = await limitAt(far);
    const from = new Date(Date.now() + 4_000).toISOString();
    const entered = await call<RegimesReply>('/level-changes', { method: 'POST', body: level(2, from) });
    expect(await limitAt(far)).toBe(before);
    await expect.poll(() => limitAt(far), { timeout: 12_000 }).toBeLessThan(before);
    await call(`/level-changes/${entered.body.levels[0]?.id}`, { method: 'DELETE' });
  });

  it.each([
    ['in the past', { ...level(3, '2021-01-01T00:00:00Z') }, 422, 'regime-past'],
    ['of an unknown area', { ...level(3), area: '99.99' }, 422, 'area-unknown'],
    ['of no level', { ...level(7) }, 400, 'body-invalid'],
    ['from no instant', { ...level(3, 'tomorrow') }, 400, 'body-invalid'],
  ])('%s is refused', async (_case, body, status, code) => {
    const reply = await call('/level-changes', { method: 'POST', body });
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  it.each(['officer', 'manager'])('is no matter of an %s', async (as) => {
    expect((await call('/level-changes', { method: 'POST', body: level(3), as })).body.code).toBe('permission-missing');
    expect((await call('/regimes', { as })).body.code).toBe('permission-missing');
  });
});

describe('an order', () => {
  const order = (changes: object) => ({
    venueId: mall.venueId,
    kind: 'close',
    from: null,
    until: null,
    reason: 'Pelanggaran berulang',
    sourceUrl: null,
    ...changes,
  });

  it('closes the venue at once, and withdrawing it opens it', async () => {
    const entered = await call<RegimesReply>('/orders', { method: 'POST', body: order({}) });
    const refused = await checkIn([textOf('two-doses')], near);
    expect(refused).toMatchObject({
      outcome: 'refused',
      persons: [{ reasons: [{ rule: 'door.ordered-closed' }, {}] }],
    });
    await expect.poll(async () => (await checkIn([textOf('two-doses')], far)).outcome).toBe('refused');
    await call(`/orders/${entered.body.orders[0]?.id}`, { method: 'DELETE' });
    expect((await checkIn([textOf('two-doses')])).outcome).toBe('admitted');
  });

  it('lowers the limit below the people inside: nobody is put out, nobody enters', async () => {
    const entered = await call<RegimesReply>('/orders', { method: 'POST', body: order({ kind: 'limit', limit: 0 }) });
    const reply = await checkIn([textOf('booster')].filter(Boolean));
    expect(reply.occupancy).toMatchObject({ limit: 0, inside: 1 });
    expect(reply.outcome).not.toBe('admitted');
    await call(`/orders/${entered.body.orders[0]?.id}`, { method: 'DELETE' });
  });

  it('that does not fit together is refused', async () => {
    const until = new Date(Date.now() - 1_000).toISOString();
    for (const body of [order({ limit: 3 }), order({ kind: 'limit' }), order({ until })]) {
      expect((await call('/orders', { method: 'POST', body })).body.code).toBe('order-invalid');
    }
    const body = order({ venueId: randomUUID() });
    expect((await call('/orders', { method: 'POST', body })).body.code).toBe('venue-unknown');
  });
});

describe('a rule pack', () => {
  it('of another time changes who may enter from the instant it is in force', async () => {
    const pack = { area: '51', pack: 'open', version: '1.0.0', from: null, reason: 'Pencabutan PPKM', sourceUrl: null };
    expect((await checkIn([])).outcome).toBe('refused');
    const entered = await call<RegimesReply>('/pack-changes', { method: 'POST', body: pack });
    expect((await checkIn([])).outcome).toBe('admitted');
    await call(`/pack-changes/${entered.body.packs[0]?.id}`, { method: 'DELETE' });
    expect((await checkIn([])).outcome).toBe('refused');
    const unknown = { ...pack, version: '9.9.9' };
    expect((await call('/pack-changes', { method: 'POST', body: unknown })).body.code).toBe('rule-pack-unknown');
  });

  it('is added with a version of its own, or refused with every fault', async () => {
    const shipped = await call<{ pack: Record<string, unknown>; limits: unknown }>('/rule-packs/open/1.0.0');
    const own = { pack: { ...shipped.body.pack, version: '1.0.1' }, limits: shipped.body.limits };
    expect((await call('/rule-packs', { method: 'POST', body: own })).status).toBe(201);
    expect((await call('/rule-packs', { method: 'POST', body: own })).body.code).toBe('rule-pack-known');
    expect((await call('/rule-packs', { method: 'POST', body: shipped.body })).body.code).toBe('rule-pack-known');
    const broken = { pack: { ...shipped.body.pack, rules: [{}] }, limits: shipped.body.limits };
    const refused = await call('/rule-packs', { method: 'POST', body: broken });
    expect(refused.body).toMatchObject({ code: 'rule-pack-invalid' });
    expect(refused.body.errors).toContainEqual({ path: '/rules/0/logic', message: 'is missing' });
  });

  it('with the business rules of a state is a new version, or names what is wrong with a rule', async () => {
    type Published = Record<string, unknown> & { businessRules: { rules: Record<string, unknown>[] } };
    const shipped = await call<{ pack: Published; limits: unknown }>('/rule-packs/eu-dcc/1.0.0');
    const { pack, limits } = shipped.body;
    const [rule, ...others] = pack.businessRules.rules;
    const withRule = (version: string, changes: object) => {
      const rules = [{ ...rule, ...changes }, ...others];
      return { pack: { ...pack, version, businessRules: { ...pack.businessRules, rules } }, limits };
    };
    const added = await call('/rule-packs', { method: 'POST', body: withRule('1.1.0', { Version: '1.0.1' }) });
    expect(added.status).toBe(201);
    const refused = await call('/rule-packs', { method: 'POST', body: withRule('1.2.0', { ValidTo: '2030-06-01' }) });
    expect(refused.body).toMatchObject({ code: 'rule-pack-invalid' });
    expect(refused.body.errors).toEqual([
      { path: '/businessRules/rules/0/ValidTo', message: 'must look like 2022-02-01T00:00:00Z' },
    ]);
  });
});

describe('a contact', () => {
  const today = () => new Date().toISOString().slice(0, 10);

  it('is black at every door, opens one incident, and ends', async () => {
    const body = { kind: 'contact', on: today(), credentials: [textOf('one-dose')] };
    const entered = await call<ExposuresReply>('/exposures', { method: 'POST', body });
    expect(entered).toMatchObject({ status: 201, body: { standing: { cases: 0, contacts: 1 } } });
    expect(JSON.stringify(entered.body)).not.toMatch(/[0-9a-f]{64}/u);
    const refused = await checkIn([textOf('one-dose')]);
    expect(refused).toMatchObject({ outcome: 'refused', persons: [{ colour: 'black' }] });
    await expect.poll(async () => (await checkIn([textOf('one-dose')], far)).persons[0]?.colour).toBe('black');

    const mine = (await call<IncidentsReply>('/incidents')).body.incidents.find(
      ({ eventId }) => eventId === refused.eventId,
    );
    expect(mine).toMatchObject({ venue: { id: mall.venueId }, closedAt: null });
    const close = { method: 'POST', body: { note: 'Diarahkan ke puskesmas' } };
    expect((await call(`/incidents/${mine?.id}/close`, close)).body).toMatchObject({ note: 'Diarahkan ke puskesmas' });
    expect((await call(`/incidents/${mine?.id}/close`, close)).body.code).toBe('incident-closed');

    const [exposure] = entered.body.exposures;
    await call(`/exposures/${exposure?.id}/end`, { method: 'POST', body: { reason: 'exit-test' } });
    expect((await checkIn([textOf('one-dose')])).persons[0]?.colour).toBe('yellow');
  });

  it('is imported by identifiers, all lines or none', async () => {
    const body = { credentials: [textOf('recovered')] };
    const { identifier } = (await call<{ identifier: string }>('/exposure-identifiers', { method: 'POST', body })).body;
    const csv = (lines: readonly string[]) => ({ csv: ['identifier;kind;on', ...lines].join('\n') });
    const good = `${identifier};case;${today()}`;
    const refused = await call('/exposures/import', { method: 'POST', body: csv([good, 'abc;case;2021-13-01']) });
    expect(refused.body.code).toBe('csv-invalid');
    expect(refused.body.csvFaults?.map(({ line, field }) => [line, field])).toEqual([
      [3, 'identifier'],
      [3, 'on'],
    ]);
    expect((await checkIn([textOf('recovered')])).persons[0]?.colour).toBe('yellow');
    expect((await call('/exposures/import', { method: 'POST', body: csv([good]) })).status).toBe(201);
    expect((await checkIn([textOf('recovered')])).persons[0]?.colour).toBe('black');
  });

  it('needs a person that is known by a certificate, and a date of late', async () => {
    const enter = (body: object) => call('/exposures', { method: 'POST', body });
    const person = { credentials: [textOf('unknown-issuer')] };
    expect((await enter({ kind: 'case', on: today(), ...person })).body.code).toBe('exposure-person-unknown');
    const both = { credentials: [textOf('two-doses'), textOf('one-dose')] };
    expect(await enter({ kind: 'case', on: today(), ...both })).toMatchObject({
      status: 422,
      body: { code: 'exposure-persons-differ', errors: [{ path: '/credentials' }] },
    });
    const known = { kind: 'case', credentials: [textOf('two-doses')] };
    expect((await enter({ ...known, on: '2021-01-01' })).body.code).toBe('exposure-date-invalid');
    expect((await enter({ kind: 'case', on: today() })).body.code).toBe('body-invalid');
    expect((await call('/exposures', { as: 'manager' })).body.code).toBe('permission-missing');
  });

  it('leaves nothing in the database that names the person', async () => {
    await withClient(database.url, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        `select coalesce(string_agg(e::text || i::text, ' '), '') as text from exposures e left join incidents i on true`,
      );
      expect(rows[0]?.text).not.toMatch(/suastini|wayan|ketut|URN:UVCI|HC1:/iu);
    });
  });
});
