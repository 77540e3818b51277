export { migrate } from './database/migrate.ts';
export { openPool } from './database/pool.ts';
export { startEmbeddedPostgres } from './database/embedded/index.ts';
