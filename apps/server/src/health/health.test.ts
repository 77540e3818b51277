import { once } from 'node:events';
import { connect } from 'node:net';
import {
  createTestDatabase,
  createTestVenue,
  startServerProcess,
  withClient,
  type ServerProcess,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  const env = { GAPURA_MODE: 'production', GAPURA_TRUSTED_PROXIES: '1' };
  server = await startServerProcess({ databaseUrl: database.url, env });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function readiness(): Promise<{ status: number; code?: string; detail?: string }> {
  const reply = await fetch(`${server.url}/readyz`);
  const { code, detail } = (await reply.json()) as { code?: string; detail?: string };
  return { status: reply.status, ...(code !== undefined && { code }), ...(detail !== undefined && { detail }) };
}

describe('readiness', () => {
  it('is gone while the schema is older than the software, and comes back', async () => {
    expect(await readiness()).toEqual({ status: 200 });
    await withClient(database.url, async (client) => {
      const { rows } = await client.query(
        'delete from pgmigrations where id = (select max(id) from pgmigrations) returning *',
      );
      expect(await readiness()).toMatchObject({ status: 503, code: 'storage-unavailable', detail: /is missing/ });
      await client.query('insert into pgmigrations (id, name, run_on) values ($1, $2, $3)', [
        rows[0].id,
        rows[0].name,
        rows[0].run_on,
      ]);
    });
    expect(await readiness()).toEqual({ status: 200 });
  });
});

describe('streams', () => {
  it('of one address are bounded, and those of another are not', async () => {
    const venue = await createTestVenue(database.url, { limit: 5 });
    const open = (address: string) =>
      fetch(`${server.url}/api/v1/venues/${venue.id}/occupancy/stream`, { headers: { 'x-forwarded-for': address } });
    const streams = await Promise.all(Array.from({ length: 2_000 }, () => open('192.0.2.7')));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    const refused = await open('192.0.2.7');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    const other = await open('192.0.2.8');
    expect(other.status).toBe(200);
    await Promise.all([...streams, other].map(async (stream) => stream.body?.cancel()));
    await vi.waitFor(async () => {
      const again = await open('192.0.2.7');
      expect(again.status).toBe(200);
      await again.body?.cancel();
    });
  }, 60_000);
});

describe('a process that stops', () => {
  // It is heard for half a second only, which a busy machine may miss.
  it('hears whoever has asked before on the same connection and asks again at this moment', { retry: 3 }, async () => {
    const stopping = await startServerProcess({ databaseUrl: database.url, env: { GAPURA_MODE: 'production' } });
    const socket = connect(Number(new URL(stopping.url).port), '127.0.0.1');
    const ask = async (): Promise<string> => {
      socket.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString();
    };
    expect(await ask()).toMatch(/^connection: keep-alive\r$/im);
    const stopped = stopping.stop();
    const isRefused = () => fetch(`${stopping.url}/healthz`, { headers: { connection: 'close' } });
    await vi.waitFor(() => expect(isRefused()).rejects.toThrow('fetch failed'), { timeout: 10_000, interval: 5 });
    expect(await ask()).toMatch(/^connection: close\r$/im);
    await stopped;
    expect(stopping.process.exitCode).toBe(0);
  });

  it('says to whom it still hears that it is not ready', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    // A connection in the middle of a request stays open until it has its answer.
    await new Promise((sent) => socket.write('GET /readyz HTTP/1.1\r\nhost: 127.0.0.1\r\n', sent));
    const stopped = server.stop();
    const isRefused = () => expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
    await vi.waitFor(isRefused, { timeout: 10_000 });
    socket.write('accept-language: en\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer.toString()).toContain('server-stopping');
    socket.destroy();
    await stopped;
    expect(server.process.exitCode).toBe(0);
  });
});
