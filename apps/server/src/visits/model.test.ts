import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  checkLedger,
  createTestDatabase,
  createTestVenue,
  readVenueRecord,
  withClient,
  type TestVenue,
} from '@gapura/testkit';
import {
  change,
  clockJumps,
  enter,
  modelWords,
  repeatable,
  serverWords,
  stories,
  VenueModel,
  type Plan,
  type Story,
} from '@gapura/testkit/model';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.ts';
import { applyTogether } from './apply-batches.ts';
import type { GateCommand } from './command.ts';
import { dropLapsedPersons } from './store.ts';

/**
 * The pure model of a venue's door and the real one, side by side. A failure prints its seed, path and replayPath, which bring it
 * back as `GAPURA_MODEL_SEED`, `GAPURA_MODEL_PATH` and `GAPURA_MODEL_REPLAY`; `GAPURA_MODEL_RUNS` makes a run longer.
 */
const { GAPURA_MODEL_RUNS, GAPURA_MODEL_SEED, GAPURA_MODEL_PATH, GAPURA_MODEL_REPLAY } = process.env;
const runs = Number(GAPURA_MODEL_RUNS ?? 15);
const chosen = {
  numRuns: runs,
  ...(GAPURA_MODEL_SEED !== undefined && { seed: Number(GAPURA_MODEL_SEED) }),
  ...(GAPURA_MODEL_PATH !== undefined && { path: GAPURA_MODEL_PATH }),
};
const replayed = GAPURA_MODEL_REPLAY === undefined ? {} : { replayPath: GAPURA_MODEL_REPLAY };
/** Far longer than a run takes; a failure is made smaller within it, too. */
const withinMs = 120_000 + runs * 5_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

const openDoor = (): Pool => openPool(database.url, { max: 2, onError: () => undefined });

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openDoor();
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const firstLimit = 6;
const hourMs = 3_600_000;

interface Real {
  readonly venue: TestVenue;
  readonly gate: string;
  /** The server's clock, which jumps; no two commands have the same instant. */
  nowMs: number;
  serial: number;
}
type Door = fc.AsyncCommand<VenueModel, Real>;

/** Commands that travel together, as they do at a busy door, each with an instant of its own. */
class Together implements Door {
  readonly #plans: readonly Plan[];
  #told = '';

  constructor(plans: readonly Plan[]) {
    this.#plans = plans;
  }

  check(): boolean {
    return true;
  }

  async run(model: VenueModel, real: Real): Promise<void> {
    const name = (text: string): string => `${real.venue.id} ${text}`;
    const asked = this.#plans.map((plan) => {
      real.nowMs += 1;
      real.serial += 1;
      const command = plan(model, name, real.serial);
      const words = serverWords(command, { gate: real.gate, at: new Date(real.nowMs).toISOString() }) as GateCommand;
      return { command, words, expected: model.apply(command, real.nowMs) };
    });
    this.#told = JSON.stringify(asked.map(({ command }) => command)).replaceAll(`${real.venue.id} `, '');
    const results = await this.send(
      real,
      asked.map(({ words }) => words),
    );
    assert.deepEqual(
      asked.map(({ command }, index) => modelWords(command, results[index])),
      asked.map(({ expected }) => expected),
    );
  }

  protected async send({ venue }: Real, commands: readonly GateCommand[]): Promise<readonly unknown[]> {
    const [results] = await applyTogether(pool, [{ venueId: venue.id, commands }]);
    return results ?? [];
  }

  toString(): string {
    return this.#told;
  }
}

/** All connections are cut while commands are under way. What became of them is unknown, so they are sent once more. */
class Crash extends Together {
  protected override async send(real: Real, commands: readonly GateCommand[]): Promise<readonly unknown[]> {
    const [first] = await Promise.all([super.send(real, commands).catch(() => null), cutConnections()]);
    await pool.end();
    pool = openDoor();
    return first ?? super.send(real, commands);
  }

  override toString(): string {
    return `crash during ${super.toString()}`;
  }
}

function cutConnections(): Promise<void> {
  return withClient(database.url, async (client) => {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gapura' and datname = current_database()",
    );
  });
}

class ClockJump implements Door {
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
  }

  check(): boolean {
    return true;
  }

  async run(_model: VenueModel, real: Real): Promise<void> {
    real.nowMs += this.#ms;
  }

  toString(): string {
    return `the clock jumps by ${this.#ms} ms`;
  }
}

/** One thing after another, each by itself. */
class InTurn implements Door {
  readonly #doors: readonly Door[];

  constructor({ first, laterMs, afterwards }: Story) {
    const alone = (plan: Plan): Door => new Together([plan]);
    this.#doors = [...first.map(alone), new ClockJump(laterMs), ...afterwards.map(alone)];
  }

  check(): boolean {
    return true;
  }

  async run(model: VenueModel, real: Real): Promise<void> {
    for (const door of this.#doors) {
      await door.run(model, real);
    }
  }

  toString(): string {
    return this.#doors.join(', then ');
  }
}

/** As a sweep does whose clock is far ahead. */
class Forgetting implements Door {
  check(): boolean {
    return true;
  }

  async run(model: VenueModel, real: Real): Promise<void> {
    await dropLapsedPersons(pool, new Date(real.nowMs + 1_000 * hourMs));
    model.forgetReviews();
  }

  toString(): string {
    return 'those whom nobody decided about are forgotten';
  }
}

const together = fc.array(change, { minLength: 1, maxLength: 8 }).map((plans) => new Together(plans));
const rush = fc.array(enter, { minLength: 3, maxLength: 8 }).map((plans) => new Together(plans));
const crash = fc.array(repeatable, { minLength: 1, maxLength: 5 }).map((plans) => new Crash(plans));
const story = stories.map((one) => new InTurn(one));
const jump = clockJumps.map((ms) => new ClockJump(ms));
const forgetting = fc.constant(new Forgetting());

/** As often as it stands here. */
const happenings: fc.Arbitrary<Door>[] = [together, together, rush, rush, story, story, story, crash, jump, forgetting];

const sideBySide = () =>
  fc.asyncProperty(fc.commands<VenueModel, Real, false>(happenings, { size: '+1', ...replayed }), async (commands) => {
    const venue = await createTestVenue(database.url, { limit: firstLimit });
    const model = new VenueModel(firstLimit);
    const real: Real = { venue, gate: randomUUID(), nowMs: Date.UTC(2021, 9, 1, 9), serial: 0 };
    await fc.asyncModelRun(() => ({ model, real }), commands);
    const record = await readVenueRecord(database.url, venue.id, firstLimit);
    expect(record.counter).toEqual(model.state);
    expect(checkLedger(record)).toEqual([]);
  });

describe('a venue’s door', () => {
  it(
    'answers as the pure model does, whatever happens',
    async () => {
      await fc.assert(sideBySide(), chosen);
    },
    withinMs,
  );

  it('would be found out if it forgot who is inside', async () => {
    await withClient(database.url, async (client) => {
      await client.query('drop index visits_one_open_per_person');
      await client.query(
        'create or replace function is_inside(p_venue uuid, p_pseudonym text) returns boolean language sql as $$ select false $$',
      );
    });
    await expect(fc.assert(sideBySide(), { numRuns: 25, endOnFailure: true })).rejects.toThrow('seed');
  }, 120_000);
});
