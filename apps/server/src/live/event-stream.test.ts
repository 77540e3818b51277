import { connect } from 'node:net';
import { once } from 'node:events';
import {
  createTestDatabase,
  createTestVenue,
  startServerProcess,
  type ServerProcess,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let venue: TestVenue;
const path = (): string => `/api/v1/venues/${venue.id}/occupancy/stream`;

beforeAll(async () => {
  database = await createTestDatabase();
  venue = await createTestVenue(database.url, { limit: 5 });
  server = await startServerProcess({ databaseUrl: database.url, env: { GAPURA_MODE: 'production' } });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function countStreams(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^gapura_open_streams (\d+)$/m.exec(metrics)?.[1]);
}

/** Asks for a stream and is gone before the answer. */
async function askAndLeave(): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  await new Promise((sent) => socket.write(`GET ${path()} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`, sent));
  socket.resetAndDestroy();
}

describe('event streams', () => {
  it('forget readers who leave before the first event', async () => {
    await Promise.all(Array.from({ length: 50 }, askAndLeave));
    await expect.poll(countStreams).toBe(0);
    const reader = await fetch(`${server.url}${path()}`);
    expect(await countStreams()).toBe(1);
    await reader.body?.cancel();
    await expect.poll(countStreams).toBe(0);
  });

  it('do not answer HEAD', async () => {
    expect((await fetch(`${server.url}${path()}`, { method: 'HEAD' })).status).toBe(404);
  });

  it('end when the process stops', async () => {
    const reply = await fetch(`${server.url}${path()}`);
    const ended = reply.text();
    await server.stop();
    expect(server.process.exitCode).toBe(0);
    expect(await ended).toContain('event: occupancy');
  });
});
