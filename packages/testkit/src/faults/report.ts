import { listWrong } from './control.ts';
import type { FaultTest, Finding, Situation } from './fault-test.ts';

export interface Line {
  readonly fault: string;
  readonly isPassed: boolean;
  readonly [figure: string]: unknown;
}

const shownViolations = 5;

/** Runs a fault test with its negative control and says what came of it, as one line. */
export async function runFaultTest(test: FaultTest, situation: Situation): Promise<Line> {
  const startedAt = performance.now();
  const head = { fault: test.id, title: test.title, seed: situation.seed, seconds: situation.seconds };
  const found = await test.run(situation).catch((error: unknown) => ({ error }));
  if ('error' in found) {
    return { ...head, isPassed: false, wrong: [found.error instanceof Error ? found.error.stack : found.error] };
  }
  if ('impossible' in found) {
    return { ...head, isPassed: true, notRun: found.impossible };
  }
  const wrong = [...listWrong(found.honest), ...listMissing(found.honest)];
  const noticed = listWrong(found.control);
  return {
    ...head,
    isPassed: wrong.length === 0 && noticed.length > 0,
    ...present(found.honest),
    ...(wrong.length > 0 && { wrong: wrong.slice(0, shownViolations) }),
    control: {
      broken: test.control,
      isCaught: noticed.length > 0,
      by: kindsOf(found.control),
      ...present(found.control),
    },
    tookSeconds: Number(((performance.now() - startedAt) / 1_000).toFixed(1)),
  };
}

function present({ verdict, operations, faults, figures }: Finding) {
  return {
    operations,
    faults,
    acknowledged: verdict.acknowledged,
    lost: verdict.lost,
    overLimit: verdict.overLimit,
    linearizable: verdict.isLinearizable ? 'yes' : 'no',
    ...figures,
  };
}

/** A door that lets nobody in keeps every promise. */
function listMissing({ verdict }: Finding): readonly string[] {
  return verdict.acknowledged === 0 ? ['nothing was acknowledged, so nothing was shown'] : [];
}

function kindsOf({ verdict, failures = [] }: Finding): readonly string[] {
  return [...new Set([...verdict.violations.map(({ kind }) => kind), ...failures])].slice(0, 12);
}
