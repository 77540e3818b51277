import { randomUUID } from 'node:crypto';
import type {
  CheckInReply,
  ProblemReply,
  RulePackDocument,
  RulePackSummary,
  RulePacksReply,
  VenueRulesReply,
} from '@gapura/contract';
import { openDemoOffice, type DemoOffice } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let office: DemoOffice;

beforeAll(async () => {
  office = await openDemoOffice();
});

afterAll(() => office.close());

const send = <T>(path: string, body?: object) =>
  office.call<T>(path, { as: 'admin', ...(body !== undefined && { body }) });

async function getShipped(id: string, version: string) {
  const { body } = await send<RulePackDocument>(`/rule-packs/${id}/${version}`);
  return { pack: body.pack as Record<string, unknown>, limits: body.limits };
}

it('takes every shipped pack again with a raised version', async () => {
  const { packs } = (await send<RulePacksReply>('/rule-packs')).body;
  expect(packs.map(({ id }) => id)).toContain('id-denpasar-2021');
  for (const { id, version, rules, limits } of packs) {
    const document = await getShipped(id, version);
    const raised = { ...document, pack: { ...document.pack, version: '9.0.0' } };
    const added = await send<RulePackSummary>('/rule-packs', raised);
    expect([added.status, added.body]).toEqual([
      201,
      expect.objectContaining({ id, version: '9.0.0', rules, limits, shipped: false }),
    ]);
  }
});

it('names the place of logic that is too deep, and says of anything deeper that it is', async () => {
  const { pack, limits } = await getShipped('open', '1.0.0');
  const nested = (levels: number): unknown => (levels === 0 ? true : { '!': [nested(levels - 1)] });
  const [rule, ...others] = pack['rules'] as object[];
  const withLogic = (levels: number) => ({
    pack: { ...pack, version: '9.1.0', rules: [{ ...rule, logic: nested(levels) }, ...others] },
    limits,
  });
  const deep = await send<ProblemReply>('/rule-packs', withLogic(20));
  expect(deep.body).toMatchObject({ code: 'rule-pack-invalid' });
  expect(deep.body.errors).toContainEqual({ path: '/rules/0/logic', message: 'must not be nested deeper than 32' });
  const deeper = await send<ProblemReply>('/rule-packs', withLogic(40));
  expect(deeper).toMatchObject({
    status: 400,
    body: { code: 'body-too-deep', detail: 'The body nests deeper than 64 levels.' },
  });
});

describe('a pack that is entered ahead', () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const pack = { area: '51', pack: 'open', version: '1.0.0', from: inAnHour, reason: 'Pencabutan', sourceUrl: null };

  it('tells whoever is refused now from when they are green, and the phones what will be in force', async () => {
    const before = await office.checkIn('one-dose');
    expect(before.persons[0]).toMatchObject({ colour: 'yellow' });
    expect(before.persons[0]?.outlook?.greenFrom ?? null).toBeNull();
    await send('/pack-changes', pack);
    const later = { outlook: { greenFrom: inAnHour } };
    expect((await office.checkIn('one-dose')).persons[0]).toMatchObject({ colour: 'yellow', ...later });
    const body = { eventId: randomUUID(), gate: office.gate, kind: 'visitor', persons: [{ credentials: [] }] };
    expect((await send<CheckInReply>('/check-ins', body)).body.persons[0]).toMatchObject({ colour: 'red', ...later });
    const rules = (await send<VenueRulesReply>(`/venues/${office.venueId}/rules`)).body;
    expect(rules.changes).toContain(inAnHour);
    expect(rules.ahead).toEqual([{ from: inAnHour, level: rules.level, pack: { id: 'open', version: '1.0.0' } }]);
  });
});
