import { assertClocksAgree } from './database/clock-skew.ts';
import type { Context } from './context.ts';
import { gathered } from './live/index.ts';

const trustEveryMs = 10_000;
const dueEveryMs = 30_000;
const checkEveryMs = 60_000;
const forgetEveryMs = 3_600_000;

/**
 * Reads again, now and then, what this process trusts: a notice may be lost, a file may be new, and what has expired must go.
 * Each process does it for itself, since it decides with what it has in memory.
 */
export function startRefreshing({ refreshTrust, onError }: Pick<Context, 'refreshTrust' | 'onError'>): {
  stop(): void;
} {
  const timer = setInterval(gathered(refreshTrust, onError), trustEveryMs);
  return { stop: () => clearInterval(timer) };
}

/**
 * Ends due visits, checks what must always hold, and deletes what is old, now and again; several processes may do it at once.
 * Nothing is ended or deleted by a clock that another one contradicts: who is inside would be counted out.
 */
export function startSweeping(
  context: Pick<Context, 'pool' | 'clock' | 'endDueVisits' | 'checkVenues' | 'forgetOld' | 'onError'>,
): { stop(): void } {
  const byTheClock = (work: () => Promise<unknown>): (() => void) =>
    gathered(async () => {
      await assertClocksAgree(context.pool, context.clock);
      await work();
    }, context.onError);
  const endDue = byTheClock(() => context.endDueVisits());
  const check = gathered(async () => void (await context.checkVenues()), context.onError);
  const forget = byTheClock(() => context.forgetOld());
  endDue();
  check();
  forget();
  const timers = [
    setInterval(endDue, dueEveryMs),
    setInterval(check, checkEveryMs),
    setInterval(forget, forgetEveryMs),
  ];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
