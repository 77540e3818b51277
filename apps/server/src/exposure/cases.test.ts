import { randomUUID } from 'node:crypto';
import type { CheckInReply, DemoReply, ExposuresReply, ProblemReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let demo: DemoReply;
let cookie: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  const admin = demo.staff.find(({ role }) => role === 'admin');
  const body = { signInName: admin?.signInName, password: admin?.password };
  const reply = await fetch(`${server.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

beforeEach(async () => {
  for (const { id } of (await list()).exposures.filter(({ endedAt }) => endedAt === null)) {
    await post(`/exposures/${id}/end`, { reason: 'recovered' });
  }
  await withClient(database.url, (client) => client.query('truncate exposures'));
});

async function post<T = ProblemReply>(path: string, body: object): Promise<{ status: number; body: T }> {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as T };
}

async function list(): Promise<ExposuresReply> {
  return (await (await fetch(`${server.url}/api/v1/exposures`, { headers: { cookie } })).json()) as ExposuresReply;
}

/** On the calendar of the demo's city. */
function daysAgo(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
}

const textOf = (id: string): string => demo.certificates.find((each) => each.id === id)?.text ?? '';
const enter = (parts: object) => {
  return post<ExposuresReply & ProblemReply>('/exposures', { credentials: [textOf('two-doses')], ...parts });
};
const end = (id: string | undefined, reason: string) => post<ExposuresReply>(`/exposures/${id}/end`, { reason });

/** A list with one line for each of these days, all of the same person. */
async function importCases(...days: number[]) {
  const body = { credentials: [textOf('two-doses')] };
  const { identifier } = (await post<{ identifier: string }>('/exposure-identifiers', body)).body;
  const lines = days.map((day) => `${identifier};case;${daysAgo(day)}`);
  return post('/exposures/import', { csv: ['identifier;kind;on', ...lines].join('\n') });
}

async function atTheDoor(): Promise<CheckInReply['persons'][number] | undefined> {
  const gate = demo.venues.find(({ venue }) => venue.category === 'clinic')?.gates[0]?.gate.code;
  const persons = [{ credentials: [textOf('two-doses')] }];
  const body = { eventId: randomUUID(), gate, kind: 'visitor', persons };
  return (await post<CheckInReply>('/check-ins', body)).body.persons[0];
}

describe('a person entered twice', () => {
  it('has one entry of a kind: a later date takes the place of the earlier one', async () => {
    await enter({ kind: 'case', on: daysAgo(4) });
    const second = await enter({ kind: 'case', on: daysAgo(2) });
    expect(second).toMatchObject({ status: 201, body: { standing: { cases: 1 }, exposures: [{ on: daysAgo(2) }] } });
    expect(second.body.exposures).toHaveLength(1);
    await end(second.body.exposures[0]?.id, 'mistake');
    expect((await atTheDoor())?.colour).toBe('green');
  });

  it('keeps the later date, unless the earlier one is to replace it', async () => {
    await enter({ kind: 'contact', on: daysAgo(2) });
    const earlier = { kind: 'contact', on: daysAgo(6) };
    expect(await enter(earlier)).toMatchObject({ status: 409, body: { code: 'exposure-later-stands' } });
    expect((await list()).exposures).toMatchObject([{ on: daysAgo(2) }]);
    const replaced = await enter({ ...earlier, replace: true });
    expect(replaced).toMatchObject({
      status: 201,
      body: { standing: { contacts: 1 }, exposures: [{ on: daysAgo(6) }] },
    });
  });

  it('has one entry whatever the order in which two are entered at once', async () => {
    await Promise.all([5, 3, 4, 2, 3].map((days) => enter({ kind: 'case', on: daysAgo(days) })));
    expect((await list()).exposures).toMatchObject([{ on: daysAgo(2) }]);
  });

  it('is named by its line in a list', async () => {
    expect((await importCases(5, 3)).status).toBe(201);
    expect((await list()).exposures).toMatchObject([{ on: daysAgo(3) }]);
    expect(await importCases(5, 4)).toMatchObject({
      status: 422,
      body: { code: 'csv-invalid', csvFaults: [{ line: 3, field: 'on', code: 'later-stands' }] },
    });
  });

  it.each([
    ['rising', [5, 3, 3]],
    ['falling', [3, 5, 3]],
  ])('in one list with %s dates has the latest, however often the list is sent', async (_, days) => {
    expect((await importCases(...days)).status).toBe(201);
    const { exposures } = await list();
    expect(exposures).toMatchObject([{ on: daysAgo(3) }]);
    expect((await importCases(...days)).status).toBe(201);
    expect((await list()).exposures).toEqual(exposures);
    expect((await importCases(4, 2, 6)).status).toBe(201);
    expect((await list()).exposures).toMatchObject([{ id: exposures[0]?.id, on: daysAgo(2) }]);
  });
});

describe('the end of an entry', () => {
  it('frees whoever is well again from what was entered besides', async () => {
    await enter({ kind: 'contact', on: daysAgo(3) });
    const { body } = await enter({ kind: 'case', on: daysAgo(1) });
    const ended = await end(body.exposures.find(({ kind }) => kind === 'case')?.id, 'exit-test');
    expect(ended.body).toMatchObject({ standing: { cases: 0, contacts: 0 }, remaining: [] });
    expect((await atTheDoor())?.colour).toBe('green');
  });

  it('tells what else stands, where only this one was a mistake', async () => {
    await enter({ kind: 'contact', on: daysAgo(3) });
    const { body } = await enter({ kind: 'case', on: daysAgo(1) });
    const ended = await end(body.exposures.find(({ kind }) => kind === 'case')?.id, 'mistake');
    expect(ended.body).toMatchObject({ standing: { cases: 0, contacts: 1 }, remaining: [{ kind: 'contact' }] });
    expect((await atTheDoor())?.colour).toBe('black');
  });

  it('tells what else stands, though the list is too long to show it', async () => {
    await enter({ kind: 'contact', on: daysAgo(3) });
    const { body } = await enter({ kind: 'case', on: daysAgo(1) });
    await withClient(database.url, (client) =>
      client.query(
        `insert into exposures (id, kind, subject, on_date, entered_at, ended_at, end_reason)
         select gen_random_uuid(), 'case', sha256(n::text::bytea), current_date, now() + interval '1 hour', now(), 'mistake'
           from generate_series(1, 500) n`,
      ),
    );
    const ended = await end(body.exposures.find(({ kind }) => kind === 'case')?.id, 'mistake');
    expect(ended.body.exposures).toHaveLength(500);
    expect(ended.body.remaining).toMatchObject([{ kind: 'contact', on: daysAgo(3), standing: true }]);
    expect((await end(ended.body.remaining?.[0]?.id, 'mistake')).body).toMatchObject({ remaining: [] });
  });

  it('ends what an older installation kept besides', async () => {
    const { body } = await enter({ kind: 'case', on: daysAgo(1) });
    await withClient(database.url, (client) =>
      client.query(
        `insert into exposures select $1, kind, subject, on_date - 2, entered_by, entered_at from exposures`,
        [randomUUID()],
      ),
    );
    await end(body.exposures[0]?.id, 'mistake');
    expect((await atTheDoor())?.colour).toBe('green');
  });
});

describe('what stands', () => {
  it.each([
    [13, 'black', 1],
    [14, 'green', 0],
  ])('is counted as the door decides: a contact %i days ago is %s', async (days, colour, contacts) => {
    const { body } = await enter({ kind: 'contact', on: daysAgo(days) });
    expect((await atTheDoor())?.colour).toBe(colour);
    expect(body.standing).toEqual({ cases: 0, contacts });
    expect(body.exposures).toMatchObject([{ endsOn: daysAgo(days - 14), standing: contacts === 1 }]);
  });

  it('tells at the door when black ends, and in the list the same day', async () => {
    const { body } = await enter({ kind: 'contact', on: daysAgo(3) });
    const from = (await atTheDoor())?.outlook?.afterBlack?.from ?? '';
    const there = new Date(Date.parse(from) + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(body.exposures[0]?.endsOn).toBe(there);
  });
});
