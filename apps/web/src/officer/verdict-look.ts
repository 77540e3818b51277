import type { Colour } from '@gapura/contract';
import type { Verdict } from './verdict.ts';

/** The colour and shape of a verdict; those that judge nobody have a calm ground of their own. */
export const verdictColours: Record<Verdict, Colour | undefined> = {
  enter: 'green',
  check: 'yellow',
  already: 'yellow',
  refuse: 'red',
  stop: 'black',
  full: 'red',
  left: undefined,
  unknown: undefined,
  failed: undefined,
};

export function groundOf(verdict: Verdict): string {
  return `is-${verdictColours[verdict] ?? verdict}`;
}
