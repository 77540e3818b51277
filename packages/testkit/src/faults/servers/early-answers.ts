import pg from 'pg';
import { startGapura } from '@gapura/server';

/**
 * A server that answers before its commit, as a negative control: what its answers promise dies with the process. It is an
 * entry of its own, so that the real server knows nothing of it.
 */
const commitAfterMs = 250;

interface Named {
  readonly name?: string;
}

interface Pools {
  query: (this: pg.Pool, ...args: unknown[]) => Promise<pg.QueryResult>;
}

const pools = pg.Pool.prototype as unknown as Pools;
const { query } = pools;

pools.query = async function answerEarly(...args: unknown[]) {
  const [asked] = args as [Named | undefined];
  if (asked?.name?.startsWith('apply-') !== true) {
    return query.apply(this, args);
  }
  const client = await this.connect();
  await client.query('begin');
  const result = await client.query(asked as pg.QueryConfig).catch(async (error: unknown) => {
    await client.query('rollback');
    client.release();
    throw error;
  });
  setTimeout(() => {
    client.query('commit').then(
      () => client.release(),
      () => client.release(true),
    );
  }, commitAfterMs);
  return result;
};

await startGapura({ quiet: true });
