import type { Colour, Outcome } from '@gapura/contract';

/** What the officer sees and hears at once: one colour, one shape, one word, one sound. */
export type Verdict = 'enter' | 'check' | 'refuse' | 'stop' | 'full' | 'left' | 'unknown';

/** The verdict on a party; black is kept apart from red because the officer must act differently. */
export function verdictOf({ outcome, persons }: { outcome: Outcome; persons: readonly { colour: Colour }[] }): Verdict {
  switch (outcome) {
    case 'admitted':
      return 'enter';
    case 'review':
      return 'check';
    case 'full':
      return 'full';
    case 'refused':
      return persons.some(({ colour }) => colour === 'black') ? 'stop' : 'refuse';
  }
}
