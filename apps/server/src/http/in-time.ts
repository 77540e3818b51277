import { lastAnswerAt, type Pool } from '../database/pool.ts';
import { Problem } from './problem.ts';

/** People at a gate are told within five seconds that the storage does not answer. */
const withinMs = 4_500;

/**
 * Gives what `work` gives, or up when PostgreSQL has answered nobody for some seconds, as when it takes questions and says
 * nothing. In a rush it does answer, and everybody waits for their turn. What was asked goes on and may still be done, so nobody
 * knows yet: whoever asked asks again under the same event id.
 * @throws Problem storage-unavailable; whatever `work` throws
 */
export async function inTime<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    const look = (since: number): void => {
      timer = setTimeout(
        () => {
          const last = lastAnswerAt(pool);
          if (last > since) {
            look(last);
          } else {
            reject(new Problem('storage-unavailable', { retryAfterSeconds: 2 }));
          }
        },
        since + withinMs - performance.now(),
      );
    };
    look(performance.now());
  });
  try {
    return await Promise.race([work(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
