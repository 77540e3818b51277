import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { BatchLine } from '@gapura/contract';
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
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asReady, linesOf } from './batch.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let issuer: TestIssuer;
let nextPerson = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  issuer = await createTestIssuer();
  const env = { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder };
  server = await startServerProcess({ databaseUrl: database.url, env });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

const venueOf = (limit: number) => createTestVenue(database.url, { limit });

function request(venue: TestVenue) {
  const credentials = [issuer.vaccinated(personNumber(nextPerson++), { number: 2, of: 2 })];
  return { eventId: randomUUID(), gate: venue.gates[0], kind: 'visitor', persons: [{ credentials }] };
}

function send(body: string, type = 'application/x-ndjson'): Promise<Response> {
  return fetch(`${server.url}/api/v1/check-ins/batch`, { method: 'POST', headers: { 'content-type': type }, body });
}

async function batch(lines: readonly (object | string)[]): Promise<BatchLine[]> {
  const reply = await send(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toBe('application/x-ndjson');
  const text = await reply.text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BatchLine);
}

describe('a batch of check-ins', () => {
  it('gives each its own answer, in the order of the commits, and stops at the limit', async () => {
    const venue = await venueOf(300);
    const lines = Array.from({ length: 500 }, () => request(venue));
    const answers = await batch(lines);
    expect(new Set(answers.map(({ line }) => line)).size).toBe(500);
    expect(answers.map(({ line, eventId }) => lines[line - 1]?.eventId === eventId)).not.toContain(false);
    const admitted = answers.filter(({ reply }) => reply?.outcome === 'admitted');
    expect(admitted.map(({ reply }) => reply?.occupancy.seq)).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    expect(answers.filter(({ reply }) => reply?.outcome === 'full')).toHaveLength(200);
  });

  it('lets a broken line spoil no other', async () => {
    const venue = await venueOf(10);
    const good = request(venue);
    const answers = await batch([
      good,
      '{"eventId":',
      '',
      { ...request(venue), kind: 'guest' },
      { ...request(venue), gate: 'AAAAAAAAAA' },
      '{"a":1,"a":2}',
      `{"eventId":"${'x'.repeat(300_000)}"}`,
      { ...good, kind: 'employee' },
      request(venue),
    ]);
    const byLine = Object.fromEntries(answers.map((each) => [each.line, each.problem?.code ?? each.reply?.outcome]));
    expect(byLine).toEqual({
      1: 'admitted',
      2: 'body-not-json',
      4: 'body-invalid',
      5: 'gate-unknown',
      6: 'body-not-json',
      7: 'body-too-large',
      8: 'event-conflict',
      9: 'admitted',
    });
    expect(answers.find(({ line }) => line === 4)?.problem?.errors?.[0]?.path).toBe('/kind');
    expect(answers.find(({ line }) => line === 2)).toMatchObject({ eventId: null, reply: null });
  });

  it('gives back the event id of a line that does not fit, where it has one', async () => {
    const { eventId } = request(await venueOf(10));
    const answers = await batch([{ eventId }, { eventId: 'mine' }, { eventId: 7 }, '[]', 'null']);
    const byLine = answers.toSorted((one, other) => one.line - other.line);
    expect(byLine.map((each) => each.eventId)).toEqual([eventId, null, null, null, null]);
    expect(byLine.map(({ problem }) => problem?.code)).toEqual(Array(5).fill('body-invalid'));
  });

  it('gives the same answers when it is sent again', async () => {
    const venue = await venueOf(5);
    const lines = Array.from({ length: 9 }, () => request(venue));
    const byLine = (answers: BatchLine[]) => answers.toSorted((a, b) => a.line - b.line);
    expect(byLine(await batch(lines))).toEqual(byLine(await batch(lines)));
  });

  it.each([
    ['nothing', '', 'body-invalid', 400],
    ['blank lines only', '\n \r\n\t\n', 'body-invalid', 400],
    ['more than 500 lines', '{}\n'.repeat(501), 'body-too-large', 413],
  ])('of %s is refused whole', async (_name, body, code, status) => {
    const reply = await send(body);
    expect({ status: reply.status, body: await reply.json() }).toMatchObject({ status, body: { code } });
  });

  it('of more than 4 MiB is refused before it has been sent', async () => {
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': 4 * 1024 * 1024 + 1 };
    const asked = httpRequest(`${server.url}/api/v1/check-ins/batch`, { method: 'POST', headers });
    asked.on('error', () => undefined);
    asked.flushHeaders();
    const [reply] = (await once(asked, 'response')) as [IncomingMessage];
    expect(reply.statusCode).toBe(413);
    asked.destroy();
  });

  it('in another form is refused, with the one it takes', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const reply = await send('{}', type);
      expect(await reply.json()).toMatchObject({ status: 415, detail: 'Content-Type: application/x-ndjson' });
    }
  });

  it('is counted in the metrics', async () => {
    const read = async (): Promise<number> => {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      return Number(/^gapura_check_ins_total\{outcome="admitted"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    };
    const before = await read();
    const venue = await venueOf(5);
    await batch([request(venue), request(venue)]);
    expect(await read()).toBe(before + 2);
  });

  it('whose sender leaves goes no further, and its slot is free again', async () => {
    const venue = await venueOf(10_000);
    await withClient(database.url, async (client) => {
      await client.query('begin');
      await client.query('select from venue_counters where venue_id = $1 for update', [venue.id]);
      for (let n = 0; n < 20; n += 1) {
        await sendAndLeave(Array.from({ length: 200 }, () => JSON.stringify(request(venue))).join('\n'));
      }
      await client.query('rollback');
    });
    const free = async () => expect(await batch([request(venue)])).toMatchObject([{ problem: null }]);
    await vi.waitFor(free, { timeout: 20_000, interval: 200 });
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ visits: number }>('select count(*)::int as visits from visits where venue_id = $1', [venue.id]),
    );
    // 16 batches of which 64 lines each were under way, and the one that was sent last.
    expect(rows[0]?.visits).toBeLessThanOrEqual(16 * 64 + 1);
  }, 60_000);
});

describe('batches that are only announced', () => {
  it('take the slots before anything of them is kept in memory, and give them back', async () => {
    const venue = await venueOf(10);
    const announced: Socket[] = [];
    const status = async () => (await send(JSON.stringify(request(venue)))).status;
    // One that meets a slot still taken by an earlier test is refused, so more follow until no slot is free.
    const announceMore = async () => {
      announced.push(await announce());
      expect(announced.length).toBeGreaterThanOrEqual(16);
      expect(await status()).toBe(503);
    };
    await vi.waitFor(announceMore, { timeout: 20_000, interval: 10 });
    announced.forEach((socket) => socket.destroy());
    await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: 20_000 });
  });
});

/** Says that a large body follows, and sends nothing of it. */
async function announce(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await new Promise((sent) => socket.write(`${headOf(4_000_000)}\r\n\r\n`, sent));
  return socket;
}

function headOf(bytes: number): string {
  return [
    'POST /api/v1/check-ins/batch HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-ndjson',
    `content-length: ${bytes}`,
  ].join('\r\n');
}

/** Is gone once the whole body has left. */
async function sendAndLeave(body: string): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const head = headOf(Buffer.byteLength(body));
  await new Promise((sent) => socket.write(`${head}\r\n\r\n${body}`, sent));
  socket.resetAndDestroy();
}

describe('asReady', () => {
  it('starts no more than it may, gives what is ready first, and waits for a slow reader', async () => {
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const work = (item: number) =>
      new Promise<number>((resolve) => {
        started.push(item);
        ends[item] = () => resolve(item);
      });
    const results = asReady([0, 1, 2, 3, 4], 2, work);
    const first = results.next();
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    ends[1]?.();
    expect((await first).value).toEqual([1]);
    ends[0]?.();
    expect(started).toEqual([0, 1]);
    expect((await results.next()).value).toEqual([0]);
    expect(started).toEqual([0, 1, 2]);
    const together = results.next();
    await expect.poll(() => started).toEqual([0, 1, 2, 3]);
    ends[3]?.();
    ends[2]?.();
    expect((await together).value).toEqual([3, 2]);
    await results.return(undefined);
    expect(started).toEqual([0, 1, 2, 3]);
  });
});

describe('linesOf', () => {
  it('counts empty lines and gives none of them', () => {
    const lines = linesOf(Buffer.from('{}\r\n\n[]\n'));
    expect(lines.map(({ number, text }) => [number, text.toString().trim()])).toEqual([
      [1, '{}'],
      [3, '[]'],
    ]);
  });

  it('stops counting where there are too many, empty or not', () => {
    const large = expect.objectContaining({ code: 'body-too-large' });
    expect(() => linesOf(Buffer.alloc(4 * 1024 * 1024, '\n'))).toThrow(large);
    expect(() => linesOf(Buffer.from('{}\n'.repeat(501)))).toThrow(large);
    expect(linesOf(Buffer.from('{}\n\n'.repeat(500)))).toHaveLength(500);
  });
});
