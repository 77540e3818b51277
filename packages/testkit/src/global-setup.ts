import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openPool, startEmbeddedPostgres } from '@gapura/server';
import { createTemplate } from './database.ts';

/** Starts one PostgreSQL for the whole run and a migrated template in it; each test file clones the template. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gapura-test-'));
  const postgres = await startEmbeddedPostgres({
    dataDirectory: folder,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  process.env['GAPURA_TEST_POSTGRES'] = postgres.url;
  await createTemplate(postgres.url, async (url) => {
    const pool = openPool(url, { max: 1, onError: () => undefined });
    await migrate(pool);
    await pool.end();
  });
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
