import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestIssuer,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from './commands.ts';
import { openOperatorDatabase } from './operator-database.ts';
import { runCommand } from './run.ts';

const people = 12;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let issuer: TestIssuer;
let venue: TestVenue;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv('DATABASE_URL', database.url);
  issuer = await createTestIssuer();
  const env = { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder };
  server = await startServerProcess({ databaseUrl: database.url, env });
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  await database.drop();
});

beforeEach(async () => {
  venue = await createTestVenue(database.url, { limit: 100 });
  await change(
    `insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by)
       select $1, gen_random_uuid(), gen_random_uuid(), 'visitor', $1, uuid_send(gen_random_uuid()), now(), now() + interval '1 hour'
         from generate_series(1, ${people})`,
  );
  await change(
    `insert into gate_events (venue_id, seq, event_id, kind, visit_id, gate_id, at, visitors, employees, leased, limit_total)
       select venue_id, row_number() over (order by id), event_id, 'check-in', id, gate_id, started_at, row_number() over (order by id), 0, 0, 100
         from visits where venue_id = $1`,
  );
  await change(`update venue_counters set seq = ${people}, visitors = ${people} where venue_id = $1`);
});

const change = (statement: string): Promise<unknown> =>
  withClient(database.url, (client) => client.query(statement, [venue.id]));

const doctor = (...args: string[]) => run('doctor', ...args);

async function run(...args: string[]): Promise<{ code: number; lines: string }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const terminal = { print, ask: () => Promise.resolve(null) };
  const code = await runCommand(commands, args, { terminal, printError: print });
  return { code, lines: lines.join('\n') };
}

const rebuild = (...more: string[]) => doctor('--rebuild', '--venue', venue.id, ...more);

describe('gapura doctor', () => {
  it('finds that counters, ledger and open visits agree', async () => {
    expect(await rebuild()).toEqual({ code: 0, lines: '1 venues compared, 0 with differences, 0 written.' });
    expect((await doctor('--rebuild')).code).toBe(0);
  });

  it('tells of a counter that differs from its ledger, and sets it only when told', async () => {
    await change('update venue_counters set visitors = 40, seq = 11 where venue_id = $1');
    const told = await rebuild();
    expect(told.code).toBe(1);
    expect(told.lines).toContain(`${venue.id}  I4  The counter is at 11, the ledger ends with ${people}.`);
    expect(told.lines).toContain('I3  The counter says 40 visitors, 0 employees, 0 leased');
    expect((await rebuild()).code).toBe(1);
    expect((await rebuild('--write')).lines).toContain('1 written');
    expect((await rebuild()).code).toBe(0);
  });

  it('believes the open visits where the ledger knows less, and writes that into the ledger', async () => {
    await change('delete from visits where ctid = (select ctid from visits where venue_id = $1 limit 1)');
    expect((await rebuild()).lines).toContain(`open visits and leases ${people - 1} visitors`);
    expect((await rebuild('--write')).code).toBe(0);
    expect((await rebuild()).code).toBe(0);
    const { rows } = await withClient(database.url, (client) =>
      client.query(
        'select seq::int, kind, visitors, reason from gate_events where venue_id = $1 order by seq desc limit 1',
        [venue.id],
      ),
    );
    expect(rows).toEqual([
      { seq: people + 1, kind: 'correction', visitors: people - 1, reason: 'gapura doctor: open visits and leases' },
    ]);
  });

  it.each([
    ['a missing line', 'delete from gate_events where venue_id = $1 and seq = 5', 'I4  Line 6'],
    [
      'a line that counts two',
      'update gate_events set visitors = visitors + 1 where venue_id = $1 and seq = 5',
      'I3  Line 5',
    ],
    ['a line above the limit', 'update gate_events set limit_total = 7 where venue_id = $1', 'I2  Line 8'],
    [
      'somebody who is counted twice',
      'update gate_events set event_id = $1, visit_id = $1 where venue_id = $1 and seq in (3, 9)',
      'I5  Line 9',
    ],
  ])('finds %s', async (_name, statement, fault) => {
    await change(statement);
    const { code, lines } = await rebuild();
    expect(code).toBe(1);
    expect(lines).toContain(fault);
  });

  it('is content after a repair, whatever was wrong before it, and finds what goes wrong later', async () => {
    await change('update gate_events set visitors = visitors + 1 where venue_id = $1 and seq = 5');
    expect((await rebuild('--write')).lines).toContain('1 venues compared, 1 with differences, 1 written.');
    expect(await rebuild()).toEqual({ code: 0, lines: '1 venues compared, 0 with differences, 0 written.' });
    expect(await rebuild('--write')).toEqual({ code: 0, lines: '1 venues compared, 0 with differences, 0 written.' });
    await change('update venue_counters set visitors = 3 where venue_id = $1');
    expect((await rebuild()).code).toBe(1);
    expect((await rebuild('--write')).code).toBe(0);
    expect((await rebuild()).code).toBe(0);
    await change(
      `insert into gate_events (venue_id, seq, event_id, kind, gate_id, at, visitors, employees, leased, limit_total, reason)
         select venue_id, seq + 1, gen_random_uuid(), 'correction', $1, now(), visitors, employees, 5, limit_total, 'gapura doctor: said an officer'
           from gate_events where venue_id = $1 order by seq desc limit 1`,
    );
    expect((await rebuild()).lines).toContain(`I3  Line ${people + 2} of the ledger changes the numbers`);
  });

  it('goes on beside check-ins: the counter is held while it is written', async () => {
    await change('update venue_counters set visitors = 40 where venue_id = $1');
    const checkIn = async (n: number) => {
      const credentials = [issuer.vaccinated(personNumber(n), { number: 2, of: 2 })];
      const reply = await fetch(`${server.url}/api/v1/check-ins`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          eventId: randomUUID(),
          gate: venue.gates[0],
          kind: 'visitor',
          persons: [{ credentials }],
        }),
      });
      return ((await reply.json()) as { outcome: string }).outcome;
    };
    const [, ...outcomes] = await Promise.all([
      rebuild('--write'),
      ...Array.from({ length: 30 }, (_, n) => checkIn(n)),
    ]);
    expect(new Set(outcomes)).toEqual(new Set(['admitted']));
    await rebuild('--write');
    const { lines } = await rebuild();
    // A check-in that came before the counter was set has written the wrong number into the ledger, and that stays.
    expect(lines).not.toContain('The counter');
  });

  it.each([
    ['no work', []],
    ['a venue without an id', ['--rebuild', '--venue', 'Kantor']],
    ['an option that is none', ['--rebuild', '--repair']],
  ])('is called wrongly with %s', async (_name, args) => {
    expect((await doctor(...args)).code).toBe(2);
  });

  it('makes no database where there is none', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'gapura-doctor-')), 'data');
    vi.stubEnv('DATABASE_URL', undefined);
    vi.stubEnv('GAPURA_DATA', folder);
    try {
      const { code, lines } = await rebuild();
      expect(code).not.toBe(0);
      expect(lines).toContain(`there is no database in ${folder}`);
      expect(existsSync(folder)).toBe(false);
    } finally {
      vi.stubEnv('GAPURA_DATA', undefined);
      vi.stubEnv('DATABASE_URL', database.url);
    }
  });

  it('says that a venue is not there', async () => {
    const { code, lines } = await doctor('--rebuild', '--venue', randomUUID());
    expect(code).toBe(1);
    expect(lines).toContain('there is no venue');
  });
});

describe('the limits of a venue', () => {
  it.each([
    ['is new', 'select $1::uuid'],
    [
      'has a ledger',
      `with line as (
         insert into gate_events (venue_id, seq, event_id, kind, at, visitors, employees, leased, limit_total)
         values ($1, 1, $1, 'limit', now(), 0, 0, 0, 100)
       ) update venue_counters set seq = 1 where venue_id = $1`,
    ],
  ])('that %s are compared with those in force', async (_name, prepare) => {
    // A server would mend them itself within seconds.
    const apart = await createTestDatabase();
    vi.stubEnv('DATABASE_URL', apart.url);
    try {
      const { id } = await createTestVenue(apart.url, { limit: 100, visitorLimit: 80 });
      await withClient(apart.url, async (client) => {
        await client.query(prepare, [id]);
        await client.query('update venue_counters set limit_total = 1, limit_visitors = 0, limit_employees = 5000');
      });
      const told = await doctor('--rebuild');
      expect(told.code).toBe(1);
      expect(told.lines).toContain(
        `${id}  I2  The counter has the limits 1 for all, 0 for visitors, 5000 for employees; in force are 100 for all, 80 for visitors, none for employees.`,
      );
      expect((await doctor('--rebuild', '--write')).lines).toContain('1 with differences, 1 written.');
      expect(await doctor('--rebuild')).toMatchObject({
        code: 0,
        lines: expect.stringContaining('0 with differences'),
      });
    } finally {
      vi.stubEnv('DATABASE_URL', database.url);
      await apart.drop();
    }
  });
});

describe('gapura resume', () => {
  it('lets a stopped venue go on, and says what is still wrong', async () => {
    expect(await run('resume', '--venue', venue.id)).toMatchObject({ code: 1 });
    await change(`insert into venue_stops values ($1, now(), 'I3', 'Something differs.')`);
    await change('update venue_counters set visitors = 40 where venue_id = $1');
    const resumed = await run('resume', '--venue', venue.id);
    expect(resumed.code).toBe(0);
    expect(resumed.lines).toContain('I3  The counter says 40 visitors');
    expect(resumed.lines).toContain('The venue admits people again.');
    expect((await run('resume')).code).toBe(2);
  });
});

describe('an operator’s statement', () => {
  it('may take longer than a visitor’s: the ledger of a busy year is read in one', async () => {
    const operator = await openOperatorDatabase();
    try {
      const { rows } = await operator.pool.query<{ statement_timeout: string }>('show statement_timeout');
      expect(rows).toEqual([{ statement_timeout: '10min' }]);
    } finally {
      await operator.close();
    }
  });
});
