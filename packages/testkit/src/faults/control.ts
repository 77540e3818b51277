import type { Finding } from './fault-test.ts';

const runsAtMost = 5;

/**
 * What is broken on purpose shows itself only when the fault falls into the right moment, which a slow machine may miss: it is
 * run again until it is noticed. The honest door gets one run.
 *
 * @param run is told how many runs there were before
 */
export async function untilNoticed(run: (before: number) => Promise<Finding>): Promise<Finding> {
  let finding = await run(0);
  for (let runs = 1; runs < runsAtMost && listWrong(finding).length === 0; runs++) {
    finding = await run(runs);
  }
  return finding;
}

/** Everything that was not as promised, each in a sentence. */
export function listWrong({ verdict, failures = [] }: Finding): readonly string[] {
  return [...failures, ...verdict.violations.map(({ kind, text }) => `${kind}: ${text}`)];
}
