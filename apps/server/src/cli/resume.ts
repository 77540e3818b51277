import { parseArgs } from 'node:util';
import { compareVenue, resumeVenue } from '../ledger/index.ts';
import { CommandFailure, UsageError, type Command } from './command.ts';
import { openOperatorDatabase } from './operator-database.ts';
import { readVenueId } from './venue-id.ts';

export const resume: Command = {
  words: 'resume',
  summary: 'lets a venue admit people again that was stopped because its count was wrong',
  usage: `Usage: npm run -s gapura -- resume --venue <id>

A venue whose numbers do not agree is stopped by the server: people leave, nobody enters. Look first what is wrong and set it
right with gapura doctor --rebuild; then resume. Takes the server's own settings: DATABASE_URL, or GAPURA_DATA.

Exit codes: 0 the venue admits people again; 1 it was not stopped; 2 called wrongly.`,
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options: { venue: { type: 'string' } } });
    if (values.venue === undefined) {
      throw new UsageError('say --venue');
    }
    const venue = readVenueId(values.venue);
    const database = await openOperatorDatabase();
    try {
      if (!(await resumeVenue(database.pool, venue))) {
        throw new CommandFailure('this venue is not stopped');
      }
      const faults = (await compareVenue(database.pool, venue)) ?? [];
      faults.forEach(({ invariant, says }) => terminal.print(`${venue}  ${invariant}  ${says}`));
      terminal.print('The venue admits people again.');
    } finally {
      await database.close();
    }
  },
};
