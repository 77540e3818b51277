import type { AuditReply, DemoReply, OrganisationSummary, ProcedureStep, ProceduresReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedProcedures, situations } from './shipped.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let cookies: Record<string, string>;
let organisations: OrganisationSummary[];
let own: string;
let gate: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
  const demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  const office = demo.venues.find(({ venue }) => venue.name === 'Kantor Wali Kota Denpasar');
  gate = office?.gates[0]?.gate.code ?? '';
  const signedIn = demo.staff.map(async ({ role, signInName, password }) => {
    const reply = await call('POST', '/sessions', { body: { signInName, password } });
    return [role, reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''];
  });
  cookies = Object.fromEntries(await Promise.all(signedIn));
  organisations = (await ask<{ organisations: OrganisationSummary[] }>('/organisations', 'admin')).organisations;
  own = (await ask<{ organisations: OrganisationSummary[] }>('/organisations', 'manager')).organisations[0]?.id ?? '';
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

function call(method: string, path: string, { as, body }: { as?: string; body?: object } = {}): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { cookie: cookies[as] ?? '' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const ask = async <T>(path: string, as: string): Promise<T> => (await (await call('GET', path, { as })).json()) as T;

const put = (steps: readonly ProcedureStep[], { as = 'manager', organisation = own, situation = 'red' } = {}) =>
  call('PUT', `/organisations/${organisation}/procedures/${situation}`, { as, body: { steps } });

async function stepsAtGate(situation: string): Promise<readonly ProcedureStep[] | undefined> {
  const { procedures } = await ask<ProceduresReply>(`/gates/${gate}/procedures`, 'officer');
  return procedures.find((each) => each.situation === situation)?.steps;
}

const step = { id: 'Hubungi Satgas 0361-223333', en: 'Call the task force' };

describe('what an officer does', () => {
  it('is shipped for every situation, in both languages and within the limits', async () => {
    const { procedures } = await ask<ProceduresReply>(`/gates/${gate}/procedures`, 'officer');
    expect(procedures.map(({ situation }) => situation)).toEqual(situations);
    expect(procedures.every(({ changed }) => changed === null)).toBe(true);
    for (const situation of situations) {
      const reply = await put(shippedProcedures[situation], { situation });
      expect(reply.status).toBe(200);
      await call('DELETE', `/organisations/${own}/procedures/${situation}`, { as: 'manager' });
    }
  });

  it('changes at the gate when the manager says so, and goes back', async () => {
    const changed = (await (await put([{ ...step, en: `  ${step.en} ` }])).json()) as ProceduresReply;
    const red = changed.procedures.find(({ situation }) => situation === 'red');
    expect(red).toMatchObject({ steps: [step], changed: { by: expect.stringMatching(/./) } });
    expect(await stepsAtGate('red')).toEqual([step]);
    expect(await stepsAtGate('black')).toEqual(shippedProcedures.black);
    await call('DELETE', `/organisations/${own}/procedures/red`, { as: 'manager' });
    expect(await stepsAtGate('red')).toEqual(shippedProcedures.red);
    const { entries } = await ask<AuditReply>('/audit', 'manager');
    expect(entries.slice(0, 2).map(({ action, subject }) => [action, subject])).toEqual([
      ['procedure.reset', 'red'],
      ['procedure.changed', 'red'],
    ]);
  });

  it('is not changed by officers, nor by managers of others', async () => {
    const other = organisations.find(({ id }) => id !== own)?.id ?? '';
    expect((await put([step], { as: 'officer' })).status).toBe(403);
    expect((await put([step], { organisation: other })).status).toBe(403);
    expect((await call('DELETE', `/organisations/${other}/procedures/red`, { as: 'manager' })).status).toBe(403);
    expect((await call('GET', `/gates/${gate}/procedures`)).status).toBe(401);
    const nowhere = await put([step], { as: 'admin', organisation: '00000000-0000-4000-8000-000000000000' });
    expect([nowhere.status, ((await nowhere.json()) as { code: string }).code]).toEqual([404, 'organisation-unknown']);
  });

  it.each([
    ['no step', []],
    ['nine steps', Array.from({ length: 9 }, () => step)],
    ['an empty text', [{ id: '  ', en: 'Wait' }]],
    ['a long text', [{ id: 'a'.repeat(161), en: 'Wait' }]],
  ])('is refused with %s', async (_, steps) => {
    const reply = await put(steps);
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([400, 'body-invalid']);
    expect(await stepsAtGate('red')).toEqual(shippedProcedures.red);
  });
});
