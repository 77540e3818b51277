import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DemoReply } from '@gapura/contract';

const serverEntry = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));
const readyWithinMs = 60_000;
const stopWithinMs = 10_000;

/** A whole Gapura of its own: built server, embedded database, demo city. */
export interface Stack {
  url: string;
  demo: DemoReply;
  stop: () => Promise<void>;
}

/** Starts the built server in demo mode on a free loopback port with an empty data folder. */
export async function startStack(logFile: string): Promise<Stack> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gapura-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await spawnServer({ port, dataFolder, logFile });
  const stop = async (): Promise<void> => {
    await end(server);
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, server);
    return { url, demo: await getDemo(url), stop };
  } catch (error) {
    await stop();
    throw new Error(`The server did not start; its last words:\n${await lastWords(logFile)}`, { cause: error });
  }
}

async function spawnServer(options: { port: number; dataFolder: string; logFile: string }): Promise<ChildProcess> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const { DATABASE_URL: _notOurs, ...inherited } = process.env;
  const server = spawn(process.execPath, [serverEntry], {
    env: {
      ...inherited,
      PORT: String(options.port),
      HOST: '127.0.0.1',
      GAPURA_DATA: options.dataFolder,
      GAPURA_MODE: 'demo',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(options.logFile);
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  return server;
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = AbortSignal.timeout(readyWithinMs);
  while (!(await isReady(url))) {
    deadline.throwIfAborted();
    if (hasEnded(server)) throw new Error(`exit code ${server.exitCode}, signal ${server.signalCode}`);
    await wait(100);
  }
}

/** Until it listens, a server refuses the connection: that is "not yet", not a failure. */
async function isReady(url: string): Promise<boolean> {
  const reply = await fetch(`${url}/readyz`).catch(() => undefined);
  return reply?.ok === true;
}

async function getDemo(url: string): Promise<DemoReply> {
  const reply = await fetch(`${url}/api/v1/demo`);
  if (!reply.ok) throw new Error(`GET /api/v1/demo answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as DemoReply;
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

async function end(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  const killer = setTimeout(() => server.kill('SIGKILL'), stopWithinMs);
  await exited;
  clearTimeout(killer);
}

async function lastWords(logFile: string): Promise<string> {
  return (await readFile(logFile, 'utf8')).slice(-4000);
}
