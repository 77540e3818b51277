import type { Context } from './context.ts';
import { gathered } from './live/index.ts';

const dueEveryMs = 30_000;
const forgetEveryMs = 3_600_000;

/** Ends due visits and deletes what is old, now and again; several processes may do it at once. */
export function startSweeping(context: Pick<Context, 'endDueVisits' | 'forgetOld' | 'onError'>): { stop(): void } {
  const endDue = gathered(async () => void (await context.endDueVisits()), context.onError);
  const forget = gathered(() => context.forgetOld(), context.onError);
  endDue();
  forget();
  const timers = [setInterval(endDue, dueEveryMs), setInterval(forget, forgetEveryMs)];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
