import type { CheckInReply, Colour } from '@gapura/contract';

/** What the officer sees and hears at once: one colour, one shape, one word, one sound. */
export type Verdict =
  | 'enter'
  | 'check'
  | 'already'
  | 'refuse'
  | 'stop'
  | 'closed'
  | 'exit'
  | 'full'
  | 'left'
  | 'unknown'
  | 'failed';

interface Judged {
  readonly outcome: CheckInReply['outcome'];
  readonly persons: readonly Pick<CheckInReply['persons'][number], 'colour' | 'reasons'>[];
}

/** The verdict on a party. What the officer must act on differently is kept apart. */
export function verdictOf({ outcome, persons }: Judged): Verdict {
  if (outcome === 'refused') return refusalOf(persons);
  return ({ admitted: 'enter', review: 'check', full: 'full' } as const)[outcome];
}

/** Where it is the door that turns people away, nobody is called refused for it: no certificate would open it. */
function refusalOf(persons: Judged['persons']): Verdict {
  if (persons.some(({ colour }) => colour === 'black')) return 'stop';
  if (persons.some(({ colour }) => colour === 'red')) return 'refuse';
  if (isClosed(persons)) return 'closed';
  if (hasRule(persons, 'door.exit-only')) return 'exit';
  return hasRule(persons, 'door.already-inside') ? 'already' : 'refuse';
}

export function isClosed(persons: Judged['persons']): boolean {
  return hasRule(persons, 'door.closed') || hasRule(persons, 'door.ordered-closed');
}

function hasRule(persons: Judged['persons'], wanted: string): boolean {
  return persons.some(({ reasons }) => reasons.some(({ rule }) => rule === wanted));
}

/** What turned away people are told: not “please come in” of somebody green, and of a door that is shut only its own word. */
export function isAdviceTimely(verdict: Verdict, { rule, colour }: { rule: string; colour: Colour }): boolean {
  switch (verdict) {
    case 'refuse':
    case 'stop':
      return colour !== 'green' || isOfDoor(rule);
    case 'closed':
    case 'exit':
    case 'full':
      return isOfDoor(rule);
    default:
      return false;
  }
}

function isOfDoor(rule: string): boolean {
  return rule.startsWith('door.');
}
