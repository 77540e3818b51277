import { createTestDatabase, createTestVenue, withClient } from '@gapura/testkit';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type * as Regimes from '../regimes/index.ts';
import { commands } from './commands.ts';
import { runCommand } from './run.ts';

/** What happens right after the limits have been looked at. */
const afterLook = vi.hoisted(() => ({ does: (): unknown => undefined }));

vi.mock('../regimes/index.ts', async (original) => {
  const regimes = await original<typeof Regimes>();
  const openLimitsInForce: typeof regimes.openLimitsInForce = async (deps) => {
    const limits = await regimes.openLimitsInForce(deps);
    const listDiffering: typeof limits.listDiffering = async (venueId) => {
      const found = await limits.listDiffering(venueId);
      await afterLook.does();
      return found;
    };
    return { ...limits, listDiffering };
  };
  return { ...regimes, openLimitsInForce };
});

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let venueId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv('DATABASE_URL', database.url);
  venueId = (await createTestVenue(database.url, { limit: 100 })).id;
});

afterEach(() => {
  afterLook.does = () => undefined;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await database.drop();
});

const setLimit = (limit: number) =>
  withClient(database.url, (client) => client.query('update venue_counters set limit_total = $1', [limit]));

async function compare(): Promise<{ code: number; lines: readonly string[] }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const terminal = { print, ask: () => Promise.resolve(null) };
  const code = await runCommand(commands, ['doctor', '--rebuild', '--venue', venueId], { terminal, printError: print });
  return { code, lines };
}

it('says nothing of limits that a server brings in meanwhile', async () => {
  await setLimit(1);
  afterLook.does = () => setLimit(100);
  expect(await compare()).toEqual({ code: 0, lines: ['1 venues compared, 0 with differences, 0 written.'] });
});

it('tells of limits that still differ at the second look, as they are then', async () => {
  await setLimit(1);
  afterLook.does = () => setLimit(2);
  const { code, lines } = await compare();
  expect(code).toBe(1);
  expect(lines[0]).toContain('The counter has the limits 2 for all');
});
