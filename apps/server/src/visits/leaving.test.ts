import { randomUUID } from 'node:crypto';
import type { CheckInReply } from '@gapura/contract';
import {
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestIssuer,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let issuer: TestIssuer;
let office: TestVenue;
let mall: TestVenue;
let nextPerson = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  issuer = await createTestIssuer();
  [office, mall] = await Promise.all([
    createTestVenue(database.url, { limit: 50 }),
    createTestVenue(database.url, { limit: 50 }),
  ]);
  server = await startServerProcess({
    databaseUrl: database.url,
    env: { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder },
  });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function post<T>(path: string, body: object): Promise<{ status: number; body: T }> {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as T };
}

const requestAt = (venue: TestVenue) => ({
  eventId: randomUUID(),
  gate: venue.gates[0],
  kind: 'visitor',
  persons: [{ credentials: [issuer.vaccinated(personNumber(nextPerson++), { number: 2, of: 2 })] }],
});

/** Somebody new who is inside `venue`, as the venue's id, the visit's id and its token. */
async function enter(venue: TestVenue) {
  const { body } = await post<CheckInReply>('/check-ins', requestAt(venue));
  const visit = body.persons[0]?.visit;
  return { venue: venue.id, id: visit?.id ?? '', token: visit?.token ?? '' };
}

async function query<T>(text: string, values: unknown[]): Promise<T | undefined> {
  const { rows } = await withClient(database.url, (client) => client.query(text, values));
  return rows[0] as T | undefined;
}

const findEnd = (id: string) =>
  query<{ ended_at: Date | null; ended_by: string | null }>('select ended_at, ended_by from visits where id = $1', [
    id,
  ]);

describe('leaving by a check-in elsewhere', () => {
  it('does not happen when the check-in is refused for its event id', async () => {
    const visit = await enter(office);
    const body = requestAt(mall);
    expect((await post('/check-ins', body)).status).toBe(200);
    expect((await post('/check-ins', { ...body, leaving: [visit] })).status).toBe(409);
    expect(await findEnd(visit.id)).toEqual({ ended_at: null, ended_by: null });
  });

  it('happens with every answered check-in, again at a retry', async () => {
    const visit = await enter(office);
    const body = { ...requestAt(mall), leaving: [visit] };
    const first = await post('/check-ins', body);
    expect(await post('/check-ins', body)).toEqual(first);
    expect(await findEnd(visit.id)).toMatchObject({ ended_by: 'elsewhere' });
  });
});

describe('a check-out', () => {
  it('tells what became of the visits that are still known', async () => {
    const [gone, here] = [await enter(office), await enter(office)];
    await query('delete from visits where id = $1', [gone.id]);
    const reply = await post('/check-outs', { eventId: randomUUID(), visits: [gone, here] });
    expect(reply).toMatchObject({ status: 200, body: { visits: [{ id: here.id, endedBy: 'visitor' }] } });
    expect(await post('/check-outs', { eventId: randomUUID(), visits: [gone] })).toMatchObject({ status: 404 });
  });

  it('writes down a gate of its own venue only', async () => {
    const visit = await enter(office);
    await post('/check-outs', { eventId: randomUUID(), gate: mall.gates[0], visits: [visit] });
    expect(
      await query("select gate_id from gate_events where kind = 'check-out' and visit_id = $1", [visit.id]),
    ).toEqual({ gate_id: null });
  });

  it('takes visits or credentials, not both', async () => {
    const visit = await enter(office);
    const body = { eventId: randomUUID(), visits: [visit], credentials: ['HC1:X'] };
    expect(await post('/check-outs', body)).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
    expect(await findEnd(visit.id)).toMatchObject({ ended_at: null });
  });
});
