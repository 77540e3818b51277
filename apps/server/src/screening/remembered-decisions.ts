import type { Facts } from '@gapura/credentials';

const minuteMs = 60_000;

export interface Question {
  readonly facts: readonly Facts[];
  readonly violations: readonly unknown[];
  readonly now: Date;
  /** Whatever else the decision depends on. */
  readonly circumstances: string;
}

interface Answer<D> {
  readonly minute: number;
  readonly circumstances: string;
  readonly decision: D;
}

/**
 * The decision on a credential that is still remembered, for the rest of the minute: a busy gate asks again and again, and
 * rules count days. Only where one credential is all that was shown; not where tests are in it, whose hours count.
 */
export class RememberedDecisions<D> {
  readonly #answers = new WeakMap<Facts, Answer<D>>();

  get({ facts, violations, now, circumstances }: Question, decide: () => D): D {
    const [only, another] = facts;
    if (only === undefined || another !== undefined || violations.length > 0 || only.tests.length > 0) {
      return decide();
    }
    const minute = Math.floor(now.getTime() / minuteMs);
    const known = this.#answers.get(only);
    if (known?.minute === minute && known.circumstances === circumstances) {
      return known.decision;
    }
    const decision = decide();
    this.#answers.set(only, { minute, circumstances, decision });
    return decision;
  }
}
