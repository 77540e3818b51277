/** One case on which the verifier and a corpus do not say the same. */
export interface Disagreement {
  readonly case: string;
  readonly expected: string;
  readonly got: string;
  /** Why the verifier is right all the same; `null` fails the run. */
  readonly explanation: string | null;
}

/** How far the verifier agrees with what a corpus expects of one thing. */
export interface Outcome {
  readonly corpus: string;
  readonly expectation: string;
  readonly agree: number;
  readonly total: number;
  readonly disagreements: readonly Disagreement[];
}

/** Runs the cases of one corpus, whose folder is there. */
export type Corpus = (folder: string) => Promise<readonly Outcome[]>;

/** By the name of its folder, whoever runs cases of it. */
export type Corpora = Readonly<Record<string, readonly Corpus[]>>;

/** Counts the cases of one expectation. */
export class Tally {
  readonly #corpus: string;
  readonly #expectation: string;
  readonly #disagreements: Disagreement[] = [];
  #total = 0;

  constructor(corpus: string, expectation: string) {
    this.#corpus = corpus;
    this.#expectation = expectation;
  }

  count(name: string, expected: unknown, got: unknown, explanation: string | null = null): void {
    this.#total++;
    const pair = { expected: textOf(expected), got: textOf(got) };
    if (pair.expected !== pair.got) this.#disagreements.push({ case: name, ...pair, explanation });
  }

  get outcome(): Outcome {
    const disagreements = this.#disagreements;
    const agree = this.#total - disagreements.length;
    return { corpus: this.#corpus, expectation: this.#expectation, agree, total: this.#total, disagreements };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
