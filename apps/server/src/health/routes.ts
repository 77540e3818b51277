import { missingMigrations } from '../database/migrate.ts';
import type { Pool } from '../database/pool.ts';
import type { App } from '../http/app.ts';
import { isStorageFailure } from '../http/error-handler.ts';
import { inTime } from '../http/in-time.ts';
import { Problem } from '../http/problem.ts';
import { readStops } from '../ledger/index.ts';
import type { ListStatus } from '../trust/index.ts';
import type { HealthDeps } from './gauges.ts';

/** Whether the process lives, and whether it can answer people at a gate. */
export function healthRoutes(app: App, deps: HealthDeps, drain: { isDraining(): boolean }): void {
  const { pool, lists } = deps;
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (drain.isDraining()) {
      throw new Problem('server-stopping');
    }
    const stoppedVenues = await inTime(pool, () => examineDatabase(pool)).catch((error: unknown) => {
      throw isStorageFailure(error) ? new Problem('storage-unavailable', { cause: error }) : error;
    });
    return { status: 'ready', stoppedVenues, lists: lists.status().map(presentList) };
  });
}

/**
 * How many venues are stopped.
 * @throws Problem storage-unavailable where the schema is older than this version, as after a backup was brought back
 */
async function examineDatabase(pool: Pool): Promise<number> {
  const [missing] = await missingMigrations(pool);
  if (missing !== undefined) {
    throw new Problem('storage-unavailable', { detail: `Migration ${missing} is missing. Start the server again.` });
  }
  const stops = await readStops(pool);
  return [...stops.values()].reduce((sum, venues) => sum + venues, 0);
}

/** Which list counts and whether an operator has to act; where its file lies stays in the log. */
function presentList({ type, number, freshness, staleUntil, refused }: ListStatus) {
  return { type, number, freshness, staleUntil, newerRefused: refused !== null };
}
