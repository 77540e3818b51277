import type { Clock } from '../clock.ts';
import { getOnly, type Queryable } from './pool.ts';

/** How far this process's clock is ahead of PostgreSQL's, in milliseconds. */
export async function readClockSkewMs(db: Queryable, clock: Clock): Promise<number> {
  const { rows } = await db.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  );
  return clock().getTime() - getOnly(rows).ms;
}

/** Leases are given two minutes more than their time because of clocks; so much less is harmless. */
const mostSkewMs = 30_000;

/** @throws Error when the two are further apart than clocks of one system may be */
export async function assertClocksAgree(db: Queryable, clock: Clock): Promise<void> {
  const skewMs = await readClockSkewMs(db, clock);
  if (Math.abs(skewMs) > mostSkewMs) {
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    const side = skewMs > 0 ? 'ahead of' : 'behind';
    throw new Error(
      `This server's clock is ${seconds} s ${side} PostgreSQL's. Until they agree, no visit is ended and nothing old is deleted. Set the clocks.`,
    );
  }
}
