export type { Context } from './context.ts';
export { migrate } from './database/migrate.ts';
export { openPool } from './database/pool.ts';
export { startEmbeddedPostgres } from './database/embedded/index.ts';
export { describeOpenApi } from './describe-open-api.ts';
export { startGapura } from './start.ts';
