import { readConfig } from './config/config.ts';
import type { Context } from './context.ts';
import { buildServer } from './server.ts';

/** The OpenAPI document of the routes, without a database: no handler runs. */
export async function describeOpenApi(): Promise<object> {
  const config = readConfig({ GAPURA_MODE: 'production', GAPURA_LOG: 'silent', GAPURA_WEB: '/nowhere' });
  // Routes keep what the context holds for their handlers, and only the trust list is read while they are registered.
  const context = { config, trust: { entries: [] }, demo: null } as unknown as Context;
  const app = await buildServer(context);
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}
