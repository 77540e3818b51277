import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  createTestVenue,
  startServerProcess,
  withClient,
  type ServerProcess,
} from '@gapura/testkit';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from './commands.ts';
import { runCommand } from './run.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let folder: string;
let clerk: Staff;
let approver: Staff;

interface Staff {
  readonly signInName: string;
  readonly secret: string;
  readonly cookie: string;
}

const clerkless = '0192f0c1-0000-7000-8000-000000000000';
const password = 'sawah hijau di Ubud';
const header = 'familyName;givenName;bornOn;vaccine;doseNumber;doseOf;givenOn;evidence';
const row = 'Sari;Made;1961-04-12;coronavac;2;2;2025-12-01;YB-123';

async function call(path: string, cookie: string, body?: object, method = 'POST') {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const set = reply.headers.getSetCookie()[0]?.split(';')[0];
  const answered = (await reply.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: reply.status, body: answered, cookie: set ?? cookie };
}

/** The command line knows no clock but the real one: each sign-in makes the last code of the app forgotten. */
const forgetCodes = (): Promise<unknown> =>
  withClient(database.url, (client) => client.query('update totp_secrets set last_step = 0'));

async function withCode(cookie: string): Promise<string> {
  const { body } = await call('/totp', cookie);
  const secret = String(body['secret']);
  await call('/sessions/current/second-factor', cookie, { code: new TOTP({ secret }).generate() });
  return secret;
}

async function invite(admin: string, signInName: string, organisationId: string): Promise<Staff> {
  const request = { displayName: `Staf ${signInName}`, signInName, role: 'issuer', organisationId };
  const { body } = await call('/staff', admin, request);
  const token = String(body['url']).split('/').at(-1);
  const { cookie } = await call(`/invitations/${token}`, '', { password });
  return { signInName, cookie, secret: await withCode(cookie) };
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { organisationId } = await createTestVenue(database.url, { limit: 10 });
  folder = await mkdtemp(join(tmpdir(), 'gapura-issue-'));
  server = await startServerProcess({ databaseUrl: database.url });
  const demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as {
    staff: { role: string; signInName: string; password: string }[];
  };
  const { signInName, password: secret } = demo.staff.find(({ role }) => role === 'admin') ?? {
    signInName: '',
    password: '',
  };
  const admin = (await call('/sessions', '', { signInName, password: secret })).cookie;
  await withCode(admin);
  await call(`/issuers/${organisationId}`, admin, {}, 'PUT');
  clerk = await invite(admin, 'clerk', organisationId);
  approver = await invite(admin, 'approver', organisationId);
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function gapura(...args: string[]) {
  await forgetCodes();
  const answers = {
    'Password: ': password,
    'Code of your app: ': new TOTP({ secret: clerk.secret }).generate(),
  };
  return issueWith(answers, '--server', server.url, '--name', clerk.signInName, ...args);
}

async function issueWith(answers: Readonly<Record<string, string>>, ...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const asked: string[] = [];
  const terminal = {
    print: (line: string) => void printed.push(line),
    ask: async (question: string) => {
      asked.push(question);
      return answers[question] ?? null;
    },
  };
  const printError = (line: string) => void errors.push(line);
  const code = await runCommand(commands, ['issue', ...args], { terminal, printError });
  return { code, printed: printed.join('\n'), errors: errors.join('\n'), asked };
}

async function fileWith(text: string): Promise<string> {
  const path = join(folder, `${Math.random()}.csv`);
  await writeFile(path, text);
  return path;
}

describe('gapura issue', () => {
  it('tells what is wrong with a file, line by line, and enters nothing', async () => {
    const csv = await fileWith([header, row, row.replace('1961-04-12', '1961-02-30')].join('\n'));
    for (const args of [['--dry-run'], ['--out', folder]]) {
      const { code, errors } = await gapura('--csv', csv, ...args);
      expect(code).toBe(1);
      expect(errors).toContain('line 3, bornOn: There is no such date. Write YYYY-MM-DD. [date-unknown]');
    }
    const { printed, code } = await gapura('--csv', await fileWith([header, row].join('\n')), '--dry-run');
    expect([code, printed]).toEqual([0, '1 rows, no faults.']);
    expect(await withClient(database.url, (client) => client.query('select from card_requests'))).toMatchObject({
      rowCount: 0,
    });
  });

  it('finds fault with a file before it asks anything', async () => {
    expect(await issueWith({}, '--dry-run', '/nowhere/nope.csv')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('/nowhere/nope.csv cannot be read'),
      asked: [],
    });
    const csv = await fileWith([header, row.replace('coronavac', 'water')].join('\n'));
    expect(await issueWith({}, '--dry-run', csv)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('line 2, vaccine: '),
      asked: [],
    });
  });

  it('says in one sentence what nobody at the terminal can answer', async () => {
    const csv = await fileWith([header, row].join('\n'));
    expect(await issueWith({}, csv, '--dry-run', '--name', 'clerk')).toMatchObject({
      code: 2,
      errors: 'gapura issue: nobody is at the terminal; give GAPURA_PASSWORD (--help tells more)',
    });
  });

  it('waits for a second person, then writes the cards for nobody else to read', async () => {
    const csv = await fileWith([header, row, row.replace('Made', 'Ketut')].join('\n'));
    const out = join(folder, 'out');
    const entered = await gapura('--csv', csv, '--out', out, '--wait-minutes', '0');
    expect(entered).toMatchObject({ code: 0, errors: '' });
    const batch = /batch ([\da-f-]{36})/.exec(entered.printed)?.[1] ?? '';
    expect(await gapura('--batch', batch, '--out', out, '--wait-minutes', '0')).toMatchObject({
      code: 0,
      printed: `Still waiting for a second person. Go on with: --batch ${batch}`,
    });
    expect(await call(`/card-batches/${batch}/decision`, clerk.cookie, { decision: 'approve' })).toMatchObject({
      status: 403,
    });
    expect(await call(`/card-batches/${batch}/decision`, approver.cookie, { decision: 'approve' })).toMatchObject({
      status: 200,
    });
    const written = await gapura('--batch', batch, '--out', out);
    expect(written).toMatchObject({ code: 0, printed: expect.stringContaining('Written: ') });
    const [name = ''] = await readdir(out);
    expect((await readFile(join(out, name))).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await stat(join(out, name))).mode & 0o077).toBe(0);
    const again = await gapura('--batch', batch, '--out', out);
    expect(again).toMatchObject({ code: 1, errors: expect.stringContaining('cannot be written') });
  }, 30_000);

  it.each([
    [['--out', 'x'], 2, 'either one CSV file or --batch'],
    [['--csv', 'x'], 2, '--out is missing'],
    [['--csv', 'x', '--out', 'x', '--format', 'A3'], 2, 'wallet or A4'],
    [['--csv', 'x', '--out', 'x', '--wait-minutes', 'long'], 2, 'whole number'],
    [['--csv', 'x', '--colour'], 2, '--colour'],
    [['--csv', '/nowhere/at-all.csv', '--out', 'x'], 1, 'cannot be read'],
    [['--batch', clerkless, '--out', 'x'], 1, 'card-batch-unknown'],
    [['a.csv', '--csv', 'b.csv', '--out', 'x'], 2, 'either one CSV file or --batch'],
    [['--batch', clerkless, '--out', 'x', '--server', 'http://127.0.0.1:9'], 1, 'cannot be reached'],
    [['--batch', clerkless, '--out', 'x', '--name', 'nobody'], 1, 'sign-in-failed'],
  ] as const)('called with %j ends with %d: %s', async (args, code, sentence) => {
    const result = await gapura(...args);
    expect(result.code).toBe(code);
    expect(result.errors).toContain(sentence);
  });
});
