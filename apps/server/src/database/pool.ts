import pg from 'pg';

export type Pool = pg.Pool;
/** What a query needs: the pool itself, or one client inside a transaction. */
export type Queryable = Pick<pg.Pool, 'query'> | pg.PoolClient;

// Counters and sequence numbers stay far below 2^53, so bigint columns come back as numbers.
const int8 = 20;
pg.types.setTypeParser(int8, Number);

export interface PoolOptions {
  readonly max: number;
  readonly onError: (error: Error) => void;
  /** Ends waiting for a PostgreSQL that takes questions and says nothing, as a stalled machine does. */
  readonly answerWithinMs?: number;
  /** When PostgreSQL gives a statement up; ten seconds unless told. */
  readonly statementWithinMs?: number;
}

/**
 * Opens a pool whose clients survive the death of PostgreSQL: a client without an error listener would end the process.
 * @param url `postgres://…` or a `postgres:///db?host=/socket/folder` form.
 */
export function openPool(url: string, options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementWithinMs ?? 10_000,
    keepAlive: true,
    ...(options.answerWithinMs === undefined ? {} : { query_timeout: options.answerWithinMs }),
    application_name: 'gapura',
  });
  pool.on('error', options.onError);
  pool.on('connect', (client) => client.on('error', options.onError));
  pool.on('release', (error) => (error instanceof Error ? undefined : answeredAt.set(pool, performance.now())));
  return pool;
}

const answeredAt = new WeakMap<Pool, number>();

/** When PostgreSQL last answered, by `performance.now()`. */
export function lastAnswerAt(pool: Pool): number {
  return answeredAt.get(pool) ?? 0;
}

/** Runs `work` in one transaction; any throw rolls it back. */
export async function inTransaction<T>(pool: Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The row of a query that always gives one. */
export function getOnly<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) {
    throw new Error('The database gave no row where there is always one.');
  }
  return row;
}
