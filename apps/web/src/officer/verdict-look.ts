import type { Shape } from '../ui/index.ts';
import type { Verdict } from './verdict.ts';

/** The shape of a verdict and the ground under it; those that judge nobody have a calm ground of their own. */
export const verdictShapes: Record<Verdict, Shape | undefined> = {
  enter: 'green',
  check: 'yellow',
  already: 'yellow',
  refuse: 'red',
  stop: 'black',
  closed: 'closed',
  exit: 'exit',
  full: 'red',
  left: undefined,
  unknown: undefined,
  failed: undefined,
};

export function groundOf(verdict: Verdict): string {
  return `is-${verdictShapes[verdict] ?? verdict}`;
}
