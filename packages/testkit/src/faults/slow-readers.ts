import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { withClient } from '../venue.ts';
import type { City, CrowdPlan, Scene } from './city.ts';

const slowCount = 40;
const fastCount = 3;
/** Each event carries it, so that some dozens of events are more than the buffers of both kernels and the server hold. */
const addressBytes = 60_000;
/** More than a kernel buffers for one connection, which is 4 MB with the settings of Linux. */
const mostBytes = 16_000_000;
const keepsUpWithinMs = 30_000;
const opensWithinMs = 60_000;
const seqLine = /^id: (\d+)$/gm;

/** What came of readers of the same live numbers of which some do not read. */
export interface SlowReadersMet {
  readonly droppedReaders: number;
  readonly failures: readonly string[];
}

/** A connection of a client's own, outside any pool, to the first server. */
export async function openSocket(city: City): Promise<Socket> {
  const { hostname: host, port } = new URL(city.urls()[0] ?? '');
  const socket = connect({ host, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Changes go on at a venue until everybody who does not read has been dropped; whoever reads must hear of the last one. */
export async function meetSlowReaders(city: City, scene: Scene): Promise<SlowReadersMet> {
  await withClient(city.database.url, (client) =>
    client.query("update venues set address = repeat('Jalan ', $2::int / 6) where id = $1", [
      scene.venue.id,
      addressBytes,
    ]),
  );
  const slow = await Promise.all(Array.from({ length: slowCount }, () => openStream(city, scene)));
  slow.forEach((socket) => socket.pause());
  const fast = (await Promise.all(Array.from({ length: fastCount }, () => openStream(city, scene)))).map(follow);
  const crowd: CrowdPlan = { clients: 4, guestsPerClient: 3, pauseMs: 10 };
  await untilAllAreOpen(city);
  let open = slowCount + fastCount;
  await city.runCrowd(scene, crowd, async () => {
    while (open > fastCount && fast.every(({ bytes }) => bytes < mostBytes)) {
      await wait(50);
      open = await countStreams(city);
    }
  });
  const behind = await countBehind(city, scene, fast);
  slow.forEach((socket) => socket.destroy());
  fast.forEach(({ socket }) => socket.destroy());
  const droppedReaders = Math.min(slowCount, slowCount + fastCount - open);
  return {
    droppedReaders,
    failures: [
      ...(droppedReaders === 0 ? [`no reader was dropped who did not read ${mostBytes} bytes`] : []),
      ...(behind > 0 ? [`${behind} of ${fastCount} who read beside them did not hear of the last change`] : []),
    ],
  };
}

async function untilAllAreOpen(city: City): Promise<void> {
  const untilMs = performance.now() + opensWithinMs;
  while ((await countStreams(city)) < slowCount + fastCount) {
    if (performance.now() > untilMs) {
      throw new Error(`The server has not opened ${slowCount + fastCount} streams within ${opensWithinMs} ms.`);
    }
    await wait(50);
  }
}

async function openStream(city: City, { venue }: Scene): Promise<Socket> {
  const socket = await openSocket(city);
  socket.write(`GET /api/v1/venues/${venue.id}/occupancy/stream HTTP/1.1\r\nhost: gapura\r\n\r\n`);
  return socket;
}

interface Follower {
  readonly socket: Socket;
  bytes: number;
  seq: number;
}

function follow(socket: Socket): Follower {
  const follower: Follower = { socket, bytes: 0, seq: 0 };
  let rest = '';
  socket.on('data', (part: Buffer) => {
    follower.bytes += part.length;
    const text = rest + part.toString('latin1');
    for (const [, seq] of text.matchAll(seqLine)) {
      follower.seq = Number(seq);
    }
    rest = text.slice(text.lastIndexOf('\n') + 1).slice(-64);
  });
  return follower;
}

/** How many of those who read have not heard of the last change, long after it. */
async function countBehind(city: City, { venue }: Scene, readers: readonly Follower[]): Promise<number> {
  const { rows } = await withClient(city.database.url, (client) =>
    client.query<{ seq: number }>('select seq::int from venue_counters where venue_id = $1', [venue.id]),
  );
  const last = rows[0]?.seq ?? 0;
  const untilMs = performance.now() + keepsUpWithinMs;
  const listBehind = (): readonly Follower[] => readers.filter(({ seq }) => seq < last);
  while (listBehind().length > 0 && performance.now() < untilMs) {
    await wait(50);
  }
  return listBehind().length;
}

async function countStreams(city: City): Promise<number> {
  const reply = await fetch(`${city.urls()[0]}/metrics`);
  const [, count] = /^gapura_open_streams (\d+)$/m.exec(await reply.text()) ?? [];
  if (count === undefined) {
    throw new Error('The server does not say how many streams are open.');
  }
  return Number(count);
}
