import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Whoever ends without having stopped them, by Ctrl-C for instance, leaves none behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it as an operator would, and waits. */
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly databaseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Entry file relative to the checkout. One in JavaScript runs what has been built instead of the sources. */
  readonly entry?: string;
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Arguments with which Node runs a file of the checkout. Sources run as they are, or, where TEST_BUILT says that they have just
 * been built, as what was built of them, which starts in half the time.
 */
export function argumentsOf(entry: string): string[] {
  if (entry.endsWith('.js')) {
    return [join(root, entry)];
  }
  return process.env['TEST_BUILT'] === '1'
    ? [join(root, entry.replace('/src/', '/dist/').replace(/\.ts$/u, '.js'))]
    : ['--import', 'tsx', '--conditions=source', join(root, entry)];
}

/** Starts a real server process on a database and waits until it is ready. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, argumentsOf(options.entry ?? 'apps/server/src/main.ts'), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: options.databaseUrl,
      GAPURA_DATA: await mkdtemp(join(tmpdir(), 'gapura-process-')),
      ...options.env,
    },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await untilReady(url, child, () => output);
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
    },
  };
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      break;
    }
    const ready = await fetch(`${url}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ready) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not become ready (exit ${child.exitCode}). It said:\n${output()}`);
}
