import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rename, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CheckInReply } from '@gapura/contract';
import { createListKey, readListSigningKey, signList, trustEntryFromCertificate } from '@gapura/credentials/node';
import {
  argumentsOf,
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  findFreePort,
  openDemoOffice,
  personNumber,
  type DemoOffice,
  type TestIssuer,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const processes = 2;
const main = 'apps/server/src/main.ts';
const starting = { timeout: 30_000, interval: 50 };
let office: DemoOffice;
let issuer: TestIssuer;
let venue: TestVenue;
let nextPerson = 0;
const listKey = createListKey('test');
let folder = '';

beforeAll(async () => {
  issuer = await createTestIssuer();
  folder = await mkdtemp(join(tmpdir(), 'gapura-processes-'));
  await writeFile(join(folder, 'keys.pem'), listKey.publicPem);
  await putTrust(1);
  office = await openDemoOffice({
    GAPURA_PROCESSES: String(processes),
    GAPURA_TRUST: join(folder, 'trust.list'),
    GAPURA_TRUST_KEY: join(folder, 'keys.pem'),
  });
  venue = await createTestVenue(office.database.url, { limit: 40 });
}, 90_000);

afterAll(() => office.close());

/** Puts a new list in place as a whole, and tells nobody. */
async function putTrust(number: number): Promise<void> {
  const after = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const times = { issuedAt: after(0), nextUpdateAt: after(7), staleUntil: after(21) };
  const entries = [trustEntryFromCertificate(issuer.certificatePem, { demo: false })];
  const list = { type: 'trust-list', environment: 'test', number, ...times, entries } as const;
  const path = join(folder, 'trust.list');
  await writeFile(`${path}.new`, signList(list, readListSigningKey(listKey.privatePem)));
  await rename(`${path}.new`, path);
}

/** The numbers of the lists that the processes decide with, each asked more than once. */
async function readListNumbers(): Promise<ReadonlySet<number>> {
  const replies = await Promise.all(
    Array.from({ length: 4 * processes }, async () => {
      const reply = await fetch(`${office.server.url}/readyz`, { headers: { connection: 'close' } });
      return (await reply.json()) as { lists: { number: number }[] };
    }),
  );
  return new Set(replies.flatMap(({ lists }) => lists.map(({ number }) => number)));
}

function newRequest() {
  const credentials = [issuer.vaccinated(personNumber(nextPerson++), { number: 2, of: 2 })];
  return { eventId: randomUUID(), gate: venue.gates[0], kind: 'visitor', persons: [{ credentials }] };
}

/** On a connection of its own, so that the processes take turns. */
async function checkIn(request: object = newRequest()): Promise<CheckInReply> {
  const reply = await fetch(`${office.server.url}/api/v1/check-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(request),
  });
  expect(reply.status).toBe(200);
  return (await reply.json()) as CheckInReply;
}

/** The processes that answer; other children belong to the tools that run TypeScript. */
async function workers(primary = office.server.process.pid): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return parent === primary && pid !== undefined && /main\.[jt]s/u.test(line) ? [pid] : [];
  });
}

/** Never 0, to which a signal would reach this test and whoever started it. */
function twoOf(pids: readonly number[]): readonly [number, number] {
  const [one, other] = pids;
  if (one === undefined || other === undefined) {
    throw new Error(`Two processes were to run, not ${pids.length}.`);
  }
  return [one, other];
}

const readMetrics = async (): Promise<string> => (await fetch(`${office.server.url}/metrics`)).text();

describe('several processes behind one port', () => {
  it('count people in together, and their metrics are added up', async () => {
    expect(await workers()).toHaveLength(processes);
    const replies = await Promise.all(Array.from({ length: 60 }, () => checkIn()));
    const admitted = replies.filter(({ outcome }) => outcome === 'admitted');
    expect(admitted).toHaveLength(40);
    const seqs = admitted.map(({ occupancy }) => occupancy.seq).toSorted((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    const metrics = await readMetrics();
    expect(metrics).toContain('gapura_check_ins_total{outcome="admitted"} 40');
    expect(metrics).toContain('gapura_check_ins_total{outcome="full"} 20');
  });

  it('take a new list that nobody has told them of', async () => {
    expect(await readListNumbers()).toEqual(new Set([1]));
    await putTrust(2);
    await vi.waitFor(async () => expect(await readListNumbers()).toEqual(new Set([2])), {
      timeout: 30_000,
      interval: 200,
    });
  }, 40_000);

  it('know each other’s sessions', async () => {
    const headers = { cookie: office.cookieOf('manager'), connection: 'close' };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => fetch(`${office.server.url}/api/v1/managed-venues`, { headers })),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
  });

  it('show live what another one admitted', async () => {
    const path = `${office.server.url}/api/v1/venues/${office.venueId}/occupancy/stream`;
    const streams = await Promise.all(
      Array.from({ length: 4 }, () => fetch(path, { headers: { connection: 'close' } })),
    );
    await office.empty(50);
    await office.checkIn('two-doses');
    const texts = await Promise.all(streams.map((stream) => readUntil(stream, '"inside":1,')));
    expect(texts).toHaveLength(4);
  });

  it('are started again when they die, and the others go on', async () => {
    const [first] = twoOf(await workers());
    const request = newRequest();
    const before = await checkIn(request);
    process.kill(first, 'SIGKILL');
    await vi.waitFor(
      async () => {
        const now = await workers();
        expect(now).toHaveLength(processes);
        expect(now).not.toContain(first);
        expect(await checkIn(request)).toEqual(before);
      },
      { timeout: 20_000, interval: 200 },
    );
  }, 40_000);

  it('go on when one dies while it waits for the metrics of all', async () => {
    const [stopped, asking] = twoOf(await workers());
    process.kill(stopped, 'SIGSTOP');
    try {
      await askForMetrics();
      process.kill(asking, 'SIGKILL');
      // Until the first process has noticed, it gives it connections.
      await vi.waitFor(() => expect(() => process.kill(asking, 0)).toThrow('ESRCH'), { timeout: 20_000 });
      // Whoever takes its place gets no answer for all either, and later than the dead one would have.
      expect(await readAlone('/metrics')).toBe(200);
      expect(office.server.process.exitCode).toBeNull();
    } finally {
      process.kill(stopped, 'SIGKILL');
    }
    await vi.waitFor(
      async () => {
        const now = await workers();
        expect(now).toHaveLength(processes);
        expect(now).not.toContain(stopped);
      },
      { timeout: 20_000, interval: 200 },
    );
  }, 60_000);

  it('all end in order when the first one is told to', async () => {
    const running = await workers();
    const answers = Array.from({ length: 20 }, () => checkIn());
    await Promise.all(answers);
    await office.server.stop();
    expect(office.server.process.exitCode).toBe(0);
    for (const pid of running) {
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    }
  });
});

describe('processes that are starting', () => {
  it('replace one that dies before the others listen', async () => {
    const database = await createTestDatabase();
    const port = await findFreePort();
    const primary = spawn(process.execPath, argumentsOf(main), {
      stdio: 'ignore',
      env: { ...process.env, PORT: String(port), DATABASE_URL: database.url, GAPURA_PROCESSES: String(processes) },
    });
    const ended = once(primary, 'exit');
    const running = (): Promise<readonly number[]> => workers(primary.pid);
    const untilRunning = (count: number) =>
      vi.waitFor(async () => expect(await running()).toHaveLength(count), starting);
    await untilRunning(processes);
    const [early, late] = twoOf(await running());
    process.kill(late, 'SIGSTOP');
    try {
      const isReady = async () => expect((await fetch(`http://127.0.0.1:${port}/readyz`)).ok).toBe(true);
      await vi.waitFor(isReady, starting);
      process.kill(early, 'SIGKILL');
      await untilRunning(processes - 1);
    } finally {
      process.kill(late, 'SIGCONT');
    }
    try {
      await untilRunning(processes);
    } finally {
      primary.kill('SIGTERM');
      await ended;
      await database.drop();
    }
  }, 90_000);
});

/** While one process is stopped: has the other one ask for the metrics of both. */
async function askForMetrics(): Promise<void> {
  // The one that is stopped is given one connection at most, and no other before it has taken that.
  for (let n = 0; n < processes; n += 1) {
    const socket = connect(Number(new URL(office.server.url).port), '127.0.0.1').on('error', () => undefined);
    await new Promise((sent) => socket.write('GET /metrics HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n', sent));
  }
  // It takes connections in turn, so it has asked before it answers this.
  expect(await readAlone('/readyz')).toBe(200);
}

/** On a connection that no other request has used: that may be with a process that is stopped. */
async function readAlone(path: string): Promise<number | undefined> {
  const [reply] = (await once(get(`${office.server.url}${path}`, { agent: false }), 'response')) as [IncomingMessage];
  reply.resume();
  return reply.statusCode;
}

async function readUntil(reply: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes(wanted)) {
      break;
    }
  }
  return text;
}
