import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CheckInReply } from '@gapura/contract';
import {
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestIssuer,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../database/embedded/index.ts';

// A PostgreSQL of its own, for all of it is made to stand still.
let folder = '';
let postgres: EmbeddedPostgres;
let server: ServerProcess;
let issuer: TestIssuer;
let venue: TestVenue;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gapura-stalled-'));
  postgres = await startEmbeddedPostgres({ dataDirectory: folder, settings: { fsync: 'off' } });
  issuer = await createTestIssuer();
  const env = { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder };
  server = await startServerProcess({ databaseUrl: postgres.url, env });
  venue = await createTestVenue(postgres.url, { limit: 50 });
}, 90_000);

afterAll(async () => {
  await signalAll('SIGCONT');
  await server.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function signalAll(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const children = rows.flatMap(([pid = 0, parent]) => (parent === postgres.pid ? [pid] : []));
  for (const pid of [postgres.pid, ...children]) {
    process.kill(pid, signal);
  }
}

function requestOf(person: number) {
  const credentials = [issuer.vaccinated(personNumber(person), { number: 2, of: 2 })];
  return { eventId: randomUUID(), gate: venue.gates[0], kind: 'visitor', persons: [{ credentials }] };
}

function checkIn(request: object) {
  return answerOf('/api/v1/check-ins', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
}

async function answerOf(path: string, init: RequestInit = {}) {
  const since = performance.now();
  const reply = await fetch(`${server.url}${path}`, init);
  const body = (await reply.json()) as CheckInReply & { code?: string };
  return { status: reply.status, body, seconds: (performance.now() - since) / 1000 };
}

it('says soon that a PostgreSQL which stands still does not answer, and counts everybody once', async () => {
  const requests = Array.from({ length: 30 }, (_, person) => requestOf(person));
  const everybody = () => Promise.all(requests.map(checkIn));
  expect((await checkIn(requestOf(99))).status).toBe(200);

  await signalAll('SIGSTOP');
  const told = await Promise.all([answerOf('/readyz'), everybody()]).then(([ready, those]) => [ready, ...those]);
  // Those who ask while all connections hang already wait no longer.
  told.push(...(await everybody()));
  await signalAll('SIGCONT');

  expect(new Set(told.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
    new Set(['503 storage-unavailable']),
  );
  // Five seconds are promised; a slow machine has some work beside them, and without the promise it is twelve.
  expect(Math.max(...told.map(({ seconds }) => seconds))).toBeLessThan(9);

  await vi.waitFor(async () => expect((await answerOf('/readyz')).status).toBe(200), {
    timeout: 20_000,
    interval: 200,
  });
  const answered = await everybody();
  expect(answered.map(({ body }) => body.outcome)).toEqual(requests.map(() => 'admitted'));
  expect((await everybody()).map(({ body }) => body)).toEqual(answered.map(({ body }) => body));
  const { rows } = await withClient(postgres.url, (client) =>
    client.query('select visitors, seq::int from venue_counters where venue_id = $1', [venue.id]),
  );
  expect(rows).toEqual([{ visitors: requests.length + 1, seq: requests.length + 1 }]);
}, 60_000);
