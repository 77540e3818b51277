import type { Context } from './context.ts';

const dueEveryMs = 30_000;
const forgetEveryMs = 3_600_000;

/** Ends due visits and deletes what is old, now and again; several processes may do it at once. */
export function startSweeping(context: Pick<Context, 'endDueVisits' | 'forgetOld' | 'onError'>): { stop(): void } {
  const endDue = (): void => void context.endDueVisits().catch(context.onError);
  const forget = (): void => void context.forgetOld().catch(context.onError);
  endDue();
  forget();
  const timers = [setInterval(endDue, dueEveryMs), setInterval(forget, forgetEveryMs)];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
