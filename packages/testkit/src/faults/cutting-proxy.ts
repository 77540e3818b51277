import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket } from 'node:net';
import type { Random } from './random.ts';

/**
 * What happens to a request: it never arrives, half of it arrives, it arrives and its answer does not, its answer comes late or
 * byte by byte.
 */
export const cuts = ['before', 'during', 'after', 'stall', 'slices'] as const;
export type Cut = (typeof cuts)[number];

export interface CuttingProxy {
  readonly port: number;
  /** The share of requests to which something happens; 0 lets everything through. */
  share: number;
  readonly counted: Readonly<Record<Cut, number>>;
  /** Connections that are open now, on the side of the client. */
  open(): number;
  stop(): Promise<void>;
}

/** A TCP proxy on the loopback that loses, delays and shreds what passes through, as its numbers choose. */
export async function startCuttingProxy(
  target: NetConnectOpts,
  random: Random,
  stallMs: number,
): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  const counted: Record<Cut, number> = { before: 0, during: 0, after: 0, stall: 0, slices: 0 };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect(target);
    join(client, upstream, { stallMs, choose });
    sockets.add(client).add(upstream);
    [client, upstream].forEach((socket) => socket.on('close', () => sockets.delete(socket)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function choose(): Cut | null {
    const cut = random.chance(proxy.share) ? random.pick(cuts) : null;
    if (cut !== null) {
      counted[cut] += 1;
    }
    return cut;
  }

  const proxy: CuttingProxy = {
    port: (server.address() as AddressInfo).port,
    share: 0,
    counted,
    open: () => sockets.size / 2,
    async stop() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await once(server, 'close');
    },
  };
  return proxy;
}

interface Fate {
  readonly stallMs: number;
  readonly choose: () => Cut | null;
}

/** Joins two sockets; every piece from the client may meet a cut, whose second half meets the answer. */
function join(client: Socket, upstream: Socket, { stallMs, choose }: Fate): void {
  let pending: Cut | null = null;
  const cut = (): void => {
    client.resetAndDestroy();
    upstream.destroy();
  };
  client.on('data', (piece) => {
    pending = choose();
    if (pending === 'before') {
      cut();
    } else if (pending === 'during') {
      upstream.write(piece.subarray(0, Math.ceil(piece.length / 2)), cut);
    } else {
      upstream.write(piece);
    }
  });
  upstream.on('data', (piece) => {
    if (pending === 'after') {
      cut();
    } else if (pending === 'stall') {
      pending = null;
      upstream.pause();
      setTimeout(() => {
        client.write(piece);
        upstream.resume();
      }, stallMs);
    } else if (pending === 'slices') {
      piece.forEach((byte) => client.write(Uint8Array.of(byte)));
    } else {
      client.write(piece);
    }
  });
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('end', () => other.end());
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
