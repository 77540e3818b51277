import { createAccess } from './access/index.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config/config.ts';
import type { Context } from './context.ts';
import { openPool } from './database/pool.ts';
import { buildServer } from './server.ts';

/** The OpenAPI document of the routes. Nothing listens and no handler runs, so the pool never connects. */
export async function describeOpenApi(): Promise<object> {
  const config = readConfig({ GAPURA_MODE: 'production', GAPURA_LOG: 'silent', GAPURA_WEB: '/nowhere' });
  const pool = openPool('postgres://localhost/none', { max: 1, onError: () => undefined });
  const access = createAccess({ pool, clock: systemClock, origin: config.origin });
  const context: Partial<Context> = { config, pool, access, demo: null, trust: { store: { size: 0, findEntries: () => [] }, entries: [] } };
  const app = await buildServer(context as Context);
  await app.ready();
  const document = app.swagger();
  await app.close();
  await pool.end();
  return document;
}
