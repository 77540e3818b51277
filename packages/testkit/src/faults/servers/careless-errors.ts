import pg from 'pg';
import { startGapura } from '@gapura/server';

/** A server that does not look at what PostgreSQL says about its disk, as a negative control. */
interface Pools {
  query: (this: pg.Pool, ...args: unknown[]) => Promise<pg.QueryResult>;
}

const pools = pg.Pool.prototype as unknown as Pools;
const { query } = pools;

pools.query = async function forgetCode(...args: unknown[]) {
  try {
    return await query.apply(this, args);
  } catch (error) {
    throw new Error('Something went wrong.', { cause: error });
  }
};

await startGapura({ quiet: true });
