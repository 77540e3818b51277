import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { access, chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import pg from 'pg';
import { findServerProcesses } from './process-table.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts';

const asRoot = process.geteuid?.() === 0;
let parent = '';

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gapura-embedded-'));
  if (asRoot) {
    await chmod(parent, 0o711);
  }
});

afterAll(() => rm(parent, { recursive: true, force: true }));

async function start(dataDirectory: string, log?: (line: string) => void): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDirectory, ...(log && { log }) });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}

/** Another process that owns the data directory, and the URL of its database. */
async function startElsewhere(dataDirectory: string): Promise<{ owner: ChildProcess; url: string }> {
  const module = JSON.stringify(new URL('index.ts', import.meta.url).href);
  const program = `const { startEmbeddedPostgres } = await import(${module});
    console.log((await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)} })).url);
    setInterval(() => undefined, 1000);`;
  const options = ['--import', 'tsx', '--conditions=source', '--input-type=module', '--eval', program];
  const owner = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(owner.stdout), 'line')) as [string];
  return { owner, url };
}

async function kill(owner: ChildProcess): Promise<void> {
  const ended = once(owner, 'exit');
  owner.kill('SIGKILL');
  await ended;
}

test('is found by others while it runs, and only then', async () => {
  const dataDirectory = join(parent, 'found');
  expect(await findEmbeddedPostgres(dataDirectory)).toBeNull();
  const postgres = await startEmbeddedPostgres({ dataDirectory });
  const found = await findEmbeddedPostgres(dataDirectory);
  expect(found).toBe(postgres.url);
  expect(await query(found ?? '', 'select 1')).toEqual([1]);
  await postgres.stop();
  expect(await findEmbeddedPostgres(dataDirectory)).toBeNull();
});

test('starts a durable private PostgreSQL and leaves nothing when it stops', async () => {
  const dataDirectory = join(parent, 'first start');
  const postgres = await startEmbeddedPostgres({ dataDirectory });
  const settings = ['data_checksums', 'fsync', 'synchronous_commit', 'listen_addresses', 'server_encoding', 'timezone'];
  const shown = await query(postgres.url, `select ${settings.map((name) => `current_setting('${name}')`).join(', ')}`);
  expect(shown).toEqual(['on', 'on', 'on', '', 'UTF8', 'UTC']);
  expect(await query(postgres.url, 'select datcollate from pg_database where datname = current_database()')).toEqual([
    'C',
  ]);
  const cluster = join(dataDirectory, 'database', 'cluster');
  const [folder, socket] = await Promise.all([stat(cluster), stat(postgres.connection.host)]);
  expect([folder.mode & 0o777, socket.mode & 0o777]).toEqual([0o700, 0o700]);
  expect(folder.uid === 0).toBe(false);

  await query(postgres.url, 'create table kept as select 42 as answer');
  await postgres.stop();
  expect(await findServerProcesses(await realpath(cluster))).toEqual([]);
  await expect(access(join(dataDirectory, 'owner.json'))).rejects.toThrow('ENOENT');

  const again = await start(dataDirectory);
  expect(await query(again.url, 'select answer from kept')).toEqual([42]);
});

test('gives a data directory to one process only, and it back after a kill -9', async () => {
  const dataDirectory = join(parent, 'killed');
  const { owner, url } = await startElsewhere(dataDirectory);
  onTestFinished(() => void owner.kill('SIGKILL'));
  await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toThrow(`another Gapura (process ${owner.pid})`);

  await query(url, 'create table kept as select 42 as answer');
  await kill(owner);
  const cluster = await realpath(join(dataDirectory, 'database', 'cluster'));
  const orphans = await findServerProcesses(cluster);
  expect(orphans.length).toBeGreaterThan(0);

  const again = await start(dataDirectory);
  expect(await query(again.url, 'select answer from kept')).toEqual([42]);
  const alive = await findServerProcesses(cluster);
  expect(alive).toContain(again.pid);
  expect(alive.filter((pid) => orphans.includes(pid))).toEqual([]);
});

test('lets one of several simultaneous starts win over a dead owner', async () => {
  const dataDirectory = join(parent, 'race');
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(
    join(dataDirectory, 'owner.json'),
    JSON.stringify({ pid: process.pid, identity: 'an earlier process' }),
  );
  const starts = await Promise.allSettled([1, 2, 3].map(() => startEmbeddedPostgres({ dataDirectory })));
  const won = starts.filter((one) => one.status === 'fulfilled');
  await Promise.all(won.map((one) => one.value.stop()));
  expect(won).toHaveLength(1);
});

test('brings PostgreSQL back when it is killed', async () => {
  const lines = new EventEmitter();
  const postgres = await start(join(parent, 'revived'), (line) => lines.emit(line));
  await query(postgres.url, 'create table kept as select 42 as answer');
  const first = postgres.pid;
  const back = once(lines, 'PostgreSQL is back.');
  process.kill(first, 'SIGKILL');
  await back;
  expect(postgres.pid).not.toBe(first);
  expect(await query(postgres.url, 'select answer from kept')).toEqual([42]);
});

test('starts although the dead left locks with the number of a living process', async () => {
  const dataDirectory = join(parent, 'locked');
  const { owner, url } = await startElsewhere(dataDirectory);
  await kill(owner);
  const [cluster] = await query(url, "select current_setting('data_directory')");
  for (const pid of await findServerProcesses(String(cluster))) {
    process.kill(pid, 'SIGKILL');
  }
  const socketFolder = String(new URL(url).searchParams.get('host'));
  for (const path of [join(String(cluster), 'postmaster.pid'), join(socketFolder, '.s.PGSQL.5432.lock')]) {
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, [process.ppid, ...lines.slice(1)].join('\n'));
  }
  const again = await start(dataDirectory);
  expect(await query(again.url, 'select 1')).toEqual([1]);
});

test('refuses the files of another major version', async () => {
  const cluster = join(parent, 'old', 'database', 'cluster');
  await mkdir(cluster, { recursive: true });
  await writeFile(join(cluster, 'PG_VERSION'), '12\n');
  await expect(startEmbeddedPostgres({ dataDirectory: join(parent, 'old') })).rejects.toThrow(/made by PostgreSQL 12/);
});

test('works in a path that is too long for a unix socket', async () => {
  const postgres = await start(join(parent, 'long'.repeat(30)));
  expect(Buffer.byteLength(`${postgres.connection.host}/.s.PGSQL.5432`)).toBeLessThan(104);
  expect(await query(postgres.url, 'select 1')).toEqual([1]);
});

test('says which file is in the way', async () => {
  const file = join(parent, 'file');
  await writeFile(file, '');
  await expect(startEmbeddedPostgres({ dataDirectory: file })).rejects.toMatchObject({ name: 'StartError' });
  expect(await readFile(file, 'utf8')).toBe('');
});

test.runIf(asRoot)('works for root in a folder that no other account can enter', async () => {
  const closed = join(parent, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(closed, 'data') });
  const place = await realpath(join(closed, 'data', 'database'));
  onTestFinished(() => rm(place, { recursive: true }));
  onTestFinished(() => postgres.stop());
  expect(place.startsWith(closed)).toBe(false);
  expect(await query(postgres.url, 'select 1')).toEqual([1]);
});
