import { randomUUID } from 'node:crypto';
import type { ProblemReply, RegimePreviewReply, RegimesReply, VenueRulesReply } from '@gapura/contract';
import { openDemoOffice, withClient, type DemoOffice } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let office: DemoOffice;

beforeAll(async () => {
  office = await openDemoOffice();
  await sql('update level_changes set withdrawn_at = now()');
  await sql('update venues set opens_at = null, closes_at = null');
  // Reading again is what every server does within seconds.
  await post<RegimesReply>('/level-changes', level(1));
}, 60_000);

afterAll(() => office.close());

const sql = (text: string, values: readonly unknown[] = []) =>
  withClient(office.database.url, (client) => client.query(text, [...values]));
const post = <T>(path: string, body: object, as = 'admin') => office.call<T>(path, { as, body });
const preview = (change: object) => post<RegimePreviewReply>('/regimes/preview', change);
const remove = (path: string) =>
  fetch(`${office.server.url}/api/v1${path}`, { method: 'DELETE', headers: { cookie: office.cookieOf('admin') } });
const level = (number: number | null, from: string | null = null) => ({
  area: '51.71',
  level: number,
  from,
  reason: 'Instruksi Wali Kota',
  sourceUrl: null,
});
const lineOf = ({ lines }: RegimePreviewReply, venueId = office.venueId) =>
  lines.find((line) => line.venueId === venueId);

describe('the preview of a level', () => {
  it('counts the limits of employees and of visitors, and who is over them at once', async () => {
    await sql(
      "update venues set sector = 'non-essential', capacity = 100, own_limit = 100, own_visitor_limit = 60 where id = $1",
      [office.venueId],
    );
    await sql('update venue_counters set employees = 2, visitors = 1 where venue_id = $1', [office.venueId]);
    const { body } = await preview({ level: level(4) });
    expect(lineOf(body)).toMatchObject({
      inside: 3,
      visitors: 1,
      employees: 2,
      limitNow: 100,
      limitThen: 100,
      visitorLimitNow: 60,
      visitorLimitThen: 60,
      employeeLimitNow: 75,
      employeeLimitThen: 0,
    });
    expect(body.over).toBe(1);
    expect(body.lines[0]?.venueId).toBe(office.venueId);
    expect((await preview({ level: level(2) })).body.over).toBe(0);
  });

  it('says of a place that is open past midnight when it will close, as the door does', async () => {
    const restaurant = office.demo.venues.find(({ venue }) => venue.category === 'mall')?.venue.id ?? '';
    await sql("update venues set category = 'restaurant', opens_at = '17:00', closes_at = '02:00' where id = $1", [
      restaurant,
    ]);
    expect(lineOf((await preview({ level: level(2) })).body, restaurant)).toMatchObject({
      closesAtNow: '02:00',
      closesAtThen: '21:00',
    });
    const entered = await post<RegimesReply>('/level-changes', level(2));
    expect(entered.status).toBe(201);
    await expect
      .poll(async () => (await office.call<VenueRulesReply>(`/venues/${restaurant}/rules`)).body.closesAt, {
        timeout: 15_000,
      })
      .toBe('21:00');
  });
});

describe('a change that cannot be entered', () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const pack = { area: '51.71', pack: 'open', version: '1.0.0', from: null, reason: 'Pencabutan', sourceUrl: null };
  const order = () => ({
    venueId: office.venueId,
    kind: 'limit',
    limit: 10,
    from: null,
    until: null,
    reason: 'Pelanggaran',
    sourceUrl: null,
  });

  it.each([
    ['from a day that no month has', 'level', () => level(3, '2127-02-31T00:00:00Z'), 'body-invalid at /from'],
    ['from an instant of no zone', 'level', () => level(3, '2127-02-01T00:00:00'), 'body-invalid at /from'],
    ['from an hour that no day has', 'level', () => level(3, '2127-02-01T24:00:00Z'), 'body-invalid at /from'],
    ['from a past instant', 'level', () => level(3, '2021-02-01T00:00:00Z'), 'regime-past'],
    ['of an unknown area', 'level', () => ({ ...level(3), area: '51.99' }), 'area-unknown'],
    ['for no reason', 'level', () => ({ ...level(3), reason: '  \t  ' }), 'body-invalid at /reason'],
    ['of an unknown pack', 'pack', () => ({ ...pack, version: '9.9.9' }), 'rule-pack-unknown'],
    ['of a pack for hardly a reason', 'pack', () => ({ ...pack, reason: ' ab ' }), 'body-invalid at /reason'],
    ['of an unknown venue', 'order', () => ({ ...order(), venueId: randomUUID() }), 'venue-unknown'],
    ['with a limit that closes', 'order', () => ({ ...order(), kind: 'close' }), 'order-invalid'],
    [
      'that ends before it begins',
      'order',
      () => ({ ...order(), from: tomorrow, until: new Date().toISOString() }),
      'order-invalid',
    ],
    ['until no instant', 'order', () => ({ ...order(), until: '2127-02-29T00:00:00Z' }), 'body-invalid at /until'],
    ['above the capacity', 'order', () => ({ ...order(), limit: 5_000 }), 'limit-above-capacity'],
    ['of an order for no reason', 'order', () => ({ ...order(), reason: '    ' }), 'body-invalid at /reason'],
  ] as const)('%s is refused in the preview as when it is entered', async (_case, kind, body, expected) => {
    const [code, path] = expected.split(' at ');
    const routes = { level: '/level-changes', pack: '/pack-changes', order: '/orders' };
    const entered = await post<ProblemReply>(routes[kind], body());
    const previewed = await post<ProblemReply>('/regimes/preview', { [kind]: body() });
    expect([entered.body.code, entered.body.errors?.[0]?.path]).toEqual([code, path]);
    expect([previewed.body.code, previewed.body.errors?.[0]?.path]).toEqual([code, path && `/${kind}${path}`]);
    expect(previewed.status).toBe(entered.status);
  });

  it('beyond the own area is not previewed either', async () => {
    const above = { ...level(3), area: '51' };
    expect((await post<ProblemReply>('/regimes/preview', { level: above }, 'overseer')).body.code).toBe(
      'permission-missing',
    );
    expect((await post<RegimePreviewReply>('/regimes/preview', { level: level(3) }, 'overseer')).status).toBe(200);
  });

  it('keeps a reason without the blanks around it', async () => {
    const { body } = await post<RegimesReply>('/level-changes', { ...level(1), reason: '  Instruksi 47  ' });
    expect(body.levels[0]?.reason).toBe('Instruksi 47');
  });
});

describe('the preview of a withdrawal', () => {
  const withdraw = (what: string, id: string | undefined) => ({ withdraw: { what, id } });

  it('of a level says which limits come back, and who would be over them at once', async () => {
    await post<RegimesReply>('/level-changes', { ...level(2), area: '51' });
    const entered = await post<RegimesReply>('/level-changes', level(1));
    const step = entered.body.levels.find(({ area, level: number }) => area === '51.71' && number === 1);
    await sql('update venue_counters set employees = 60, visitors = 1 where venue_id = $1', [office.venueId]);
    for (const { id } of entered.body.levels.filter((each) => each.area === '51.71' && each.id !== step?.id)) {
      await remove(`/level-changes/${id}`);
    }
    const { body } = await preview(withdraw('level', step?.id));
    expect(lineOf(body)).toMatchObject({ employees: 60, employeeLimitNow: 75, employeeLimitThen: 50 });
    expect(body.over).toBe(1);
  });

  it('of an order says that its venue gets its limit back', async () => {
    const order = { venueId: office.venueId, kind: 'close', from: null, until: null, reason: 'Uji', sourceUrl: null };
    const entered = await post<RegimesReply>('/orders', order);
    const { body } = await preview(withdraw('order', entered.body.orders[0]?.id));
    expect(body).toMatchObject({ venues: 1, changed: 1, lines: [{ limitNow: 0, limitThen: 100 }] });
  });

  it('is refused as the withdrawal would be', async () => {
    const unknown = await post<ProblemReply>('/regimes/preview', withdraw('level', randomUUID()));
    expect([unknown.status, unknown.body.code]).toEqual([404, 'regime-entry-unknown']);
    const { levels } = (await office.call<RegimesReply>('/regimes', { as: 'admin' })).body;
    const above = levels.find(({ area, withdrawnAt }) => area === '51' && withdrawnAt === null);
    const beyond = await post<ProblemReply>('/regimes/preview', withdraw('level', above?.id), 'overseer');
    expect(beyond.body.code).toBe('permission-missing');
  });
});

it('the preview of a pack without a rule that admits says that nobody would enter', async () => {
  const shipped = await office.call<{ pack: object; limits: unknown }>('/rule-packs/open/1.0.0');
  const { pack, limits } = shipped.body;
  await post('/rule-packs', { pack: { ...pack, version: '2.0.0', rules: [] }, limits });
  const change = (version: string) => ({
    pack: { area: '51.71', pack: 'open', version, from: null, reason: 'Pencabutan', sourceUrl: null },
  });
  const empty = (await preview(change('2.0.0'))).body;
  expect(empty.nobody).toBe(empty.venues);
  expect(empty.changed).toBe(empty.venues);
  expect(lineOf(empty)).toMatchObject({ nobodyThen: true });
  expect((await preview(change('1.0.0'))).body.nobody).toBe(0);
});
