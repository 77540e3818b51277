import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOf, createTestDatabase, findFreePort, withClient, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = 'apps/server/src/main.ts';
const nowhere = 'postgres://nobody@127.0.0.1:1/none';
let database: TestDatabase;
let squatter: Server;
let takenPort: string;

beforeAll(async () => {
  database = await createTestDatabase();
  // It takes a port, and is no PostgreSQL either.
  squatter = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  squatter.listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  takenPort = String((squatter.address() as AddressInfo).port);
});

afterAll(async () => {
  squatter.close();
  await database.drop();
});

/** Starts the real process, which is expected to give up, and collects what it says. */
async function start(env: Record<string, string>): Promise<{ exitCode: number | null; said: string }> {
  const child = spawn(process.execPath, argumentsOf(main), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PORT: String(await findFreePort()),
      DATABASE_URL: database.url,
      GAPURA_MODE: 'production',
      ...env,
    },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { exitCode: child.exitCode, said: said.trim() };
}

async function expectOneSentence(env: Record<string, string>, sentence: RegExp, exitCode = 1): Promise<void> {
  const end = await start(env);
  expect(end.said).toMatch(sentence);
  expect(end.said.split('\n')).toHaveLength(1);
  expect(end.said).toMatch(/^Gapura cannot start: /);
  expect(end.exitCode).toBe(exitCode);
}

describe('a start that cannot work says why in one sentence', () => {
  it.each([
    ['a setting that does not fit', { PORT: 'eighty' }, /PORT must be a number/],
    ['a misspelt setting', { GAPURA_DATE: '/tmp' }, /GAPURA_DATE is not a setting; did you mean GAPURA_DATA\?/],
    ['an unknown mode', { GAPURA_MODE: 'prod' }, /GAPURA_MODE must be one of demo, production/],
    ['a short secret', { GAPURA_SECRET: 'c2hvcnQ=' }, /GAPURA_SECRET must be base64/],
  ])('%s', (_name, env: Record<string, string>, sentence) => expectOneSentence(env, sentence, 2));

  it('a port that is taken', () => expectOneSentence({ PORT: takenPort }, /port \d+ is used by another program/));

  it('certificates that are not there', () =>
    expectOneSentence({ GAPURA_TRUST: join(tmpdir(), 'no-such-folder') }, /GAPURA_TRUST cannot be used/));

  it('a database that nobody serves', () =>
    expectOneSentence({ DATABASE_URL: nowhere }, /cannot be reached .*DATABASE_URL/));

  it('a database that is something else', () =>
    expectOneSentence(
      { DATABASE_URL: `postgres://nobody@127.0.0.1:${takenPort}/none` },
      /cannot be used .*DATABASE_URL/,
    ));

  it('a database of the demo', async () => {
    const demo = await createTestDatabase();
    await withClient(demo.url, (client) =>
      client.query(`insert into settings (name, value) values ('mode', '"demo"')`),
    );
    await expectOneSentence({ DATABASE_URL: demo.url }, /was made in demo mode and cannot be used in production mode/);
    await demo.drop();
  });

  it('a database of a newer version', async () => {
    const newer = await createTestDatabase();
    await withClient(newer.url, (client) =>
      client.query("insert into pgmigrations (name, run_on) values ('9999_later', now())"),
    );
    await expectOneSentence({ DATABASE_URL: newer.url }, /9999_later.*Start the newer version/);
    await newer.drop();
  });

  it('a database that could lose what it has confirmed', async () => {
    const risky = await createTestDatabase();
    const name = new URL(risky.url).pathname.slice(1);
    await withClient(risky.url, (client) => client.query(`alter database ${name} set synchronous_commit = off`));
    await expectOneSentence({ DATABASE_URL: risky.url }, /synchronous_commit = off/);
    await withClient(risky.url, (client) => client.query(`alter database ${name} set synchronous_commit = on`));
    await withClient(risky.url, (client) =>
      client.query(`alter database ${name} set default_transaction_isolation = 'serializable'`),
    );
    await expectOneSentence({ DATABASE_URL: risky.url }, /default_transaction_isolation = serializable/);
    await risky.drop();
  });
});
