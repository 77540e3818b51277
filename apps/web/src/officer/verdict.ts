import type { CheckInReply } from '@gapura/contract';

/** What the officer sees and hears at once: one colour, one shape, one word, one sound. */
export type Verdict = 'enter' | 'check' | 'already' | 'refuse' | 'stop' | 'full' | 'left' | 'unknown' | 'failed';

interface Judged {
  readonly outcome: CheckInReply['outcome'];
  readonly persons: readonly Pick<CheckInReply['persons'][number], 'colour' | 'reasons'>[];
}

/** The verdict on a party. What the officer must act on differently is kept apart. */
export function verdictOf({ outcome, persons }: Judged): Verdict {
  if (outcome === 'refused') return refusalOf(persons);
  return ({ admitted: 'enter', review: 'check', full: 'full' } as const)[outcome];
}

/** The server's rule id for somebody whose visit is still open. */
const alreadyInside = 'door.already-inside';

function refusalOf(persons: Judged['persons']): Verdict {
  if (persons.some(({ colour }) => colour === 'black')) return 'stop';
  if (persons.some(({ colour }) => colour === 'red')) return 'refuse';
  return persons.some(({ reasons }) => reasons.some(({ rule }) => rule === alreadyInside)) ? 'already' : 'refuse';
}
