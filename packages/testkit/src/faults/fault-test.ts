import type { Verdict } from '../history/index.ts';
import type { Postgres } from './city.ts';

export interface Situation {
  readonly seed: number;
  /** How long the door is under load, each time. */
  readonly seconds: number;
  /** A PostgreSQL that several tests share; those that break it start one of their own. */
  readonly postgres: () => Promise<Postgres>;
}

/** What a run found, with faults or with the negative control. */
export interface Finding {
  readonly verdict: Verdict;
  readonly operations: number;
  readonly faults: number;
  /** What beside the history was not as promised, each in a sentence. */
  readonly failures?: readonly string[];
  /** Figures that belong to this test only. */
  readonly figures?: Readonly<Record<string, number | string>>;
}

export interface Findings {
  readonly honest: Finding;
  readonly control: Finding;
}

/** This machine cannot do what the test needs. */
export interface Impossible {
  readonly impossible: string;
}

export interface FaultTest {
  readonly id: string;
  readonly title: string;
  /** What is broken on purpose, to show that the test would notice. */
  readonly control: string;
  /** Seconds of load in the short form. */
  readonly shortSeconds: number;
  run(situation: Situation): Promise<Findings | Impossible>;
}
