import { connect, type Socket } from 'node:net';

/** One reader's view: the numbers of the ledger that it saw, and when. */
interface Sight {
  readonly seq: number;
  readonly at: number;
}

export interface StreamReaders {
  /** Resolves when each reader has seen this number of the ledger. */
  untilAllSaw(seq: number): Promise<void>;
  /** For every sight of a number, how long after `changedAt` it came, in milliseconds; what came before the answer counts 0. */
  agesOf(changedAt: ReadonlyMap<number, number>): number[];
  close(): void;
}

const atOnce = 200;

/** Opens `count` event streams on bare sockets: a browser's own cost is not what is measured here. */
export async function openStreams(options: {
  readonly url: string;
  readonly venueId: string;
  readonly count: number;
  readonly withinMs: number;
}): Promise<StreamReaders> {
  const port = Number(new URL(options.url).port);
  const path = `/api/v1/venues/${options.venueId}/occupancy/stream`;
  const sights: Sight[] = [];
  const newest = new Map<Socket, number>();
  let wanted = Number.POSITIVE_INFINITY;
  let behind = options.count;
  let allSaw = (): void => undefined;

  const onSight = (socket: Socket, seq: number): void => {
    const last = newest.get(socket) ?? -1;
    if (seq <= last) return;
    newest.set(socket, seq);
    sights.push({ seq, at: performance.now() });
    if (last < wanted && seq >= wanted && --behind === 0) allSaw();
  };

  const sockets: Socket[] = [];
  const deadline = performance.now() + options.withinMs;
  while (sockets.length < options.count) {
    if (performance.now() > deadline) throw new Error(`only ${sockets.length} of ${options.count} readers connected`);
    const more = Math.min(atOnce, options.count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: more }, () => openOne({ port, path, onSight })))));
  }
  return {
    untilAllSaw: (seq) =>
      new Promise((resolve) => {
        wanted = seq;
        behind = sockets.filter((socket) => (newest.get(socket) ?? -1) < seq).length;
        allSaw = resolve;
        if (behind === 0) resolve();
      }),
    agesOf: (changedAt) =>
      sights.flatMap(({ seq, at }) => {
        const changed = changedAt.get(seq);
        return changed === undefined ? [] : [Math.max(0, at - changed)];
      }),
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}

/** Resolves with the first event. */
function openOne(options: {
  readonly port: number;
  readonly path: string;
  readonly onSight: (socket: Socket, seq: number) => void;
}): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(options.port, '127.0.0.1');
    let rest = '';
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed a stream')));
    socket.once('connect', () => socket.write(`GET ${options.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`));
    socket.on('data', (bytes) => {
      const text = rest + bytes.toString('latin1');
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      rest = text.slice(whole.length);
      for (const [, seq] of whole.matchAll(/^id: (\d+)$/gm)) {
        options.onSight(socket, Number(seq));
        resolve(socket);
      }
    });
  });
}
