/** What a hostile input may cost at most. */
export const maxMs = 50;

const mostRounds = 40;

/**
 * The quickest of several runs, in milliseconds: as many as it takes to stay under {@link maxMs}, and no more than 40. Other work
 * on the machine slows some runs, and what is really slow slows all of them.
 */
export async function quickestMsOf(run: () => unknown): Promise<number> {
  let quickestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds && quickestMs >= maxMs; round++) {
    const startedAt = performance.now();
    await run();
    quickestMs = Math.min(quickestMs, performance.now() - startedAt);
  }
  return quickestMs;
}
