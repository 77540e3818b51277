import type { Context } from './context.ts';
import { endDueVisits, forgetOld } from './visits/index.ts';

const dueEveryMs = 30_000;
const forgetEveryMs = 3_600_000;

/** Ends due visits and deletes what is old, now and again; several processes may do it at once. */
export function startSweeping(context: Context): { stop(): void } {
  const { visits, access, onError } = context;
  const endDue = (): void => void endDueVisits(visits.deps).catch(onError);
  const forget = (): void => void Promise.all([forgetOld(visits.deps), access.deleteExpired()]).catch(onError);
  endDue();
  forget();
  const timers = [setInterval(endDue, dueEveryMs), setInterval(forget, forgetEveryMs)];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
