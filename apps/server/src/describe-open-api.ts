import { readConfig } from './config/config.ts';
import { createContextForRoutes } from './context.ts';
import { buildServer } from './server.ts';

/** The OpenAPI document of all routes, as this version serves it. */
export async function describeOpenApi(): Promise<object> {
  const context = createContextForRoutes(readConfig({ GAPURA_MODE: 'production', GAPURA_LOG: 'silent' }));
  const app = await buildServer(context);
  await app.ready();
  const document = app.swagger();
  await app.close();
  await context.close();
  return document;
}
