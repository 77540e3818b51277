import type { SeenState } from '../history/index.ts';
import { reviewMs, type Asked, type ModelAnswer, type Told } from './command.ts';

interface Review {
  readonly asked: Asked<'enter'>;
  readonly expiresAt: number;
  isForgotten: boolean;
  decided: { readonly decision: string; readonly by: string; readonly answer: Told } | null;
}

/** What reviews need of their venue. */
interface Venue {
  state(): SeenState;
  admit(asked: Asked<'enter'>, now: number): Told;
  /** From now on the check-in is answered so. */
  retell(event: string, answer: Told): void;
}

/** Check-ins that wait for an officer: a place is taken when somebody approves, not before. */
export class ReviewModel {
  readonly #reviews = new Map<string, Review>();
  readonly #venue: Venue;

  constructor(venue: Venue) {
    this.#venue = venue;
  }

  get eventNames(): readonly string[] {
    return [...this.#reviews.keys()];
  }

  open(asked: Asked<'enter'>, now: number): Told {
    this.#reviews.set(asked.event, { asked, expiresAt: now + reviewMs, isForgotten: false, decided: null });
    return { outcome: 'review', state: this.#venue.state(), already: [] };
  }

  /** The same word of the same officer is a retry; a second opinion changes nothing. */
  decide({ event, decision, by }: Asked<'decide'>, now: number): ModelAnswer {
    const review = this.#reviews.get(event);
    if (review === undefined) {
      return { outcome: 'unknown' };
    }
    const { asked, expiresAt, isForgotten, decided } = review;
    if (decided !== null) {
      const isSame = decided.decision === decision && decided.by === by;
      return isSame ? decided.answer : { ...decided.answer, outcome: 'decided already' };
    }
    if (isForgotten || expiresAt <= now) {
      return { outcome: 'expired' };
    }
    const answer =
      decision === 'approve'
        ? this.#venue.admit(asked, now)
        : { outcome: 'refused', state: this.#venue.state(), already: [] };
    // Where there is no room nothing is decided: the officer may approve again.
    if (answer.outcome === 'full') {
      return answer;
    }
    review.decided = { decision, by, answer };
    this.#venue.retell(event, answer);
    return answer;
  }

  /** What identifies people about whom nobody decided is dropped. */
  forget(): void {
    for (const review of this.#reviews.values()) {
      review.isForgotten = true;
    }
  }
}
