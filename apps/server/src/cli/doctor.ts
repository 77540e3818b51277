import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { compareVenue, listVenueIds, rebuildVenue } from '../ledger/index.ts';
import { openLimitsInForce, type LimitsInForce, type OwnLimits } from '../regimes/index.ts';
import { setLimitAtOnce } from '../visits/index.ts';
import { CommandFailure, UsageError, type Command, type Terminal } from './command.ts';
import { openOperatorDatabase } from './operator-database.ts';
import { readVenueId } from './venue-id.ts';

/** In which a server brings in a change that has just come into force. */
const secondLookAfterMs = 2000;

const usage = `Usage: npm run -s gapura -- doctor --rebuild [--write] [--venue <id>]

Rebuilds the numbers of every venue from its ledger and from the visits that are open, and compares them with the counter; and
compares the counter's limits with those in force by the manager's settings, the regulations and orders. Limits that differ
are told only where they still do two seconds later, since a change may just have come into force. What --write has
repaired is not told again: lines of the ledger up to the last repair have been looked at.
Nothing is changed unless you say --write. Safe while the server runs, also as a monitor. Takes the server's own settings:
DATABASE_URL, or GAPURA_DATA where the database is the server's own.

  --rebuild      compare counters with the ledger
  --write        set counters that differ to what the ledger says; where open visits say something else, they count,
                 and the ledger gets a line that tells so; set limits that differ to those in force
  --venue <id>   one venue only

Exit codes: 0 everything agrees, or --write has just made it agree; 1 something differs and was left as it is, or it could not
be compared (no such venue, no database), for a reason that is printed; 2 called wrongly.`;

interface Options {
  readonly write: boolean;
  readonly venue: string | undefined;
}

export const doctor: Command = {
  words: 'doctor',
  summary: 'compares the counters of all venues with the ledger',
  usage,
  async run(args, terminal) {
    const options = readOptions(args);
    const database = await openOperatorDatabase();
    try {
      await examine(database.pool, options, terminal);
    } finally {
      await database.close();
    }
  },
};

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { rebuild: { type: 'boolean' }, write: { type: 'boolean', default: false }, venue: { type: 'string' } },
  });
  if (values.rebuild !== true) {
    throw new UsageError('say --rebuild');
  }
  return { write: values.write, venue: values.venue === undefined ? undefined : readVenueId(values.venue) };
}

async function examine(pool: Pool, options: Options, terminal: Terminal): Promise<void> {
  const { write, venue } = options;
  const venues = venue === undefined ? await listVenueIds(pool) : [venue];
  const differing = new Set<string>();
  const written = new Set<string>();
  for (const id of venues) {
    const found = await examineVenue(pool, id, write);
    found.faults.forEach(({ invariant, says }) => {
      terminal.print(`${id}  ${invariant}  ${says}`);
      differing.add(id);
    });
    if (found.written) {
      written.add(id);
    }
  }
  for (const id of await examineLimits(pool, options, terminal)) {
    differing.add(id);
    if (write) {
      written.add(id);
    }
  }
  terminal.print(`${venues.length} venues compared, ${differing.size} with differences, ${written.size} written.`);
  if (differing.size > 0 && !write) {
    throw new CommandFailure('counters, ledger or limits differ. With --write, counters are set anew.');
  }
}

/** After the ledger, whose last line may name another limit for all. Gives the venues whose limits were others than in force. */
async function examineLimits(pool: Pool, { write, venue }: Options, terminal: Terminal): Promise<readonly string[]> {
  const inForce = await openLimitsInForce({
    pool,
    clock: systemClock,
    setLimit: (id, change) => setLimitAtOnce(pool, id, change),
  });
  const differing = await listDiffering(inForce, venue ?? null, write);
  for (const { id, current, limits } of differing) {
    terminal.print(`${id}  I2  The counter has the limits ${tell(current)}; in force are ${tell(limits)}.`);
    if (write) {
      await inForce.bringIn(id, 'gapura doctor: limits in force');
    }
  }
  return differing.map(({ id }) => id);
}

/** What is not to be written is looked at twice, so that a monitor hears nothing of a change that is just being brought in. */
async function listDiffering(inForce: LimitsInForce, venue: string | null, write: boolean) {
  const first = await inForce.listDiffering(venue);
  if (write || first.length === 0) {
    return first;
  }
  await wait(secondLookAfterMs);
  const ids = new Set(first.map(({ id }) => id));
  return (await inForce.listDiffering(venue)).filter(({ id }) => ids.has(id));
}

function tell({ limit, visitorLimit, employeeLimit }: OwnLimits): string {
  return `${limit} for all, ${visitorLimit ?? 'none'} for visitors, ${employeeLimit ?? 'none'} for employees`;
}

async function examineVenue(pool: Pool, id: string, write: boolean) {
  const found = write
    ? await rebuildVenue(pool, id, new Date())
    : await compareVenue(pool, id).then((faults) => faults && { faults, written: false });
  if (found === null) {
    throw new CommandFailure(`there is no venue ${id}`);
  }
  return found;
}
