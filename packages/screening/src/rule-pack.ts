import type { CertLogicExpression } from 'certlogic-js';
import type { Colour, Source, Texts } from './decision.ts';

export type Admission = 'admitted' | 'review' | 'refused';

/** One testable condition over a person's evidence. */
export interface Rule {
  readonly id: string;
  readonly colour: Colour;
  readonly texts: Texts;
  readonly advice: Texts;
  readonly source?: Source;
  /** CertLogic over `Evidence`; the rule matches where it is truthy. */
  readonly logic: CertLogicExpression;
}

/** A kind of place. */
export interface Category {
  readonly id: string;
  readonly names: Texts;
  /** After this stay a visit that nobody ended is ended, marked as estimated. */
  readonly longestStayMinutes: number;
}

/** What a regulation allows of a venue's capacity, at one level, for some categories. */
export interface Limit {
  readonly categories: readonly string[];
  readonly level: 1 | 2 | 3 | 4;
  readonly persons: 'everybody' | 'employees';
  /** Sector of the office the limit is for, as the circulars name it. */
  readonly sector?: 'non-essential' | 'essential' | 'critical';
  /** Of the capacity; the number of places is rounded down. */
  readonly percent: number;
  /** `HH:MM` in the venue's zone. */
  readonly closesAt?: string;
  readonly longestStayMinutes?: number;
  /** Calendar dates in the venue's zone; `inForceUntil` is the first day on which it no longer holds. */
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
  readonly source?: Source;
  /** What the regulation adds in words, or how sure the figure is. */
  readonly note?: string;
}

/** A dated set of rules. Which pack is in force where is decided outside of it. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  /** Calendar dates; `inForceUntil` is the first day on which it no longer holds. */
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
  readonly sources: readonly (Source & { readonly id: string })[];
  /** SNOMED CT code; evidence about another disease does not count. */
  readonly targetDisease: string;
  readonly admission: Readonly<Record<Colour, Admission>>;
  readonly rules: readonly Rule[];
  readonly categories: readonly Category[];
  readonly limits: readonly Limit[];
}
