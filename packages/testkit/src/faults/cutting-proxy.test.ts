import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cuts, startCuttingProxy, type Cut, type CuttingProxy } from './cutting-proxy.ts';
import { createRandom, type Random } from './random.ts';

let heard: string;
let server: ReturnType<typeof createServer>;
let proxy: CuttingProxy;

/** Chooses one cut and nothing else. */
const always = (cut: Cut): Random => ({
  ...createRandom(1),
  pick: (from) => from[cuts.indexOf(cut)] ?? (from[0] as never),
  chance: (share) => share > 0,
});

beforeEach(async () => {
  heard = '';
  server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      heard += piece.toString();
      socket.write('answer');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  await proxy.stop();
  server.close();
});

/** What a client hears that says “request” and waits for the answer or the end. */
async function ask(cut: Cut, share = 1): Promise<string> {
  proxy = await startCuttingProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, always(cut), 30);
  proxy.share = share;
  const client = connect(proxy.port, '127.0.0.1');
  client.write('request');
  let answer = '';
  return new Promise((resolve) => {
    client.on('data', (piece) => {
      answer += piece.toString();
      if (answer === 'answer') {
        resolve(answer);
        client.destroy();
      }
    });
    client.on('error', () => undefined);
    client.on('close', () => resolve(answer));
  });
}

it.each([
  ['before', '', ''],
  ['during', '', 'requ'],
  ['after', '', 'request'],
  ['stall', 'answer', 'request'],
  ['slices', 'answer', 'request'],
] as const)('%s: the client hears “%s”, the server “%s”', async (cut, answer, request) => {
  expect(await ask(cut)).toBe(answer);
  await expect.poll(() => heard).toBe(request);
  expect(proxy.counted[cut]).toBe(1);
});

it('lets everything through where nothing is to happen', async () => {
  expect(await ask('before', 0)).toBe('answer');
  expect(proxy.counted.before).toBe(0);
});
