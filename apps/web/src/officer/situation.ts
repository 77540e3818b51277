import type { Situation } from '@gapura/contract';
import { isClosed, verdictOf, type Verdict } from './verdict.ts';

type Judged = Parameters<typeof verdictOf>[0];

const unreadableRule = 'credential-unreadable';

const situations: Partial<Record<Verdict, Situation>> = {
  enter: 'green',
  check: 'yellow',
  refuse: 'red',
  stop: 'black',
  closed: 'closed',
  full: 'full',
};

/** Which procedure the officer follows now; where there is none, the verdict's next step says it all. */
export function situationOf(judged: Judged): Situation | undefined {
  const situation = situations[verdictOf(judged)];
  if (situation !== 'red') return situation;
  if (isClosed(judged.persons)) return 'closed';
  const red = judged.persons.filter(({ colour }) => colour === 'red');
  const isUnreadable =
    red.length > 0 && red.every(({ reasons }) => reasons.some(({ rule }) => rule === unreadableRule));
  return isUnreadable ? 'unreadable' : 'red';
}
