import type { OutboxEntry } from './records.ts';

const minuteMs = 60_000;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** A check-in older than this must not take a place any more: whoever made it is no longer at the gate. */
export const checkInLapsesAfterMs = 10 * minuteMs;

/**
 * `send` the request; `ask` whether an old or cancelled check-in ever arrived; `wait` for its turn; `rest`: nothing more
 * to do but to tell the visitor.
 */
export type Step = 'send' | 'ask' | 'wait' | 'rest';

export function stepOf(entry: OutboxEntry, now: Date, isForced: boolean): Step {
  if (entry.state !== 'waiting') {
    return 'rest';
  }
  if (!isForced && now.getTime() < Date.parse(entry.nextAttemptAt)) {
    return 'wait';
  }
  return entry.do === 'check-in' && (entry.cancelled || hasLapsed(entry, now)) ? 'ask' : 'send';
}

function hasLapsed({ queuedAt }: OutboxEntry, now: Date): boolean {
  return now.getTime() - Date.parse(queuedAt) > checkInLapsesAfterMs;
}

/** The pause before the next attempt: 1, 2, 4, … 30 s, spread so that a whole queue does not come back at once. */
export function pauseMs(attempts: number, random: () => number): number {
  const full = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
  return Math.round(full * (0.75 + random() * 0.5));
}

interface Failure {
  readonly code: string;
  readonly title: string;
  readonly mayRetry: boolean;
}

/** The entry after an attempt that did not succeed. */
export function afterFailure<E extends OutboxEntry>(entry: E, failure: Failure, now: Date, random: () => number): E {
  const attempts = entry.attempts + 1;
  const nextAttemptAt = new Date(now.getTime() + pauseMs(attempts, random)).toISOString();
  const { code, title, mayRetry } = failure;
  return { ...entry, attempts, nextAttemptAt, problem: { code, title }, state: mayRetry ? 'waiting' : 'failed' };
}

/** When somebody has to look at the outbox again; nothing while everything rests. */
export function findNextAttemptAt(entries: readonly OutboxEntry[]): Date | undefined {
  const waiting = entries.filter(({ state }) => state === 'waiting').map((entry) => Date.parse(entry.nextAttemptAt));
  return waiting.length === 0 ? undefined : new Date(Math.min(...waiting));
}
