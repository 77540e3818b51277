import type { CertLogicExpression } from 'certlogic-js';
import type { BusinessRules } from './business-rules/index.ts';
import type { Colour, Source, Texts } from './decision.ts';

export type Admission = 'admitted' | 'review' | 'refused';

/** One testable condition over a person's evidence, in words and in logic. */
interface Testable {
  readonly id: string;
  readonly texts: Texts;
  readonly advice: Texts;
  readonly source?: Source;
  /** CertLogic over `Evidence`; it matches where it is truthy. */
  readonly logic: CertLogicExpression;
  /** Calendar dates in the venue's zone, where it holds for a part of the pack's time only. */
  readonly inForceFrom?: string;
  readonly inForceUntil?: string | null;
}

export interface Rule extends Testable {
  readonly colour: Colour;
}

/** What a kind of place asks beyond the colour, for instance an age. It can only refuse, or ask for the officer. */
export interface Condition extends Testable {
  readonly admission: 'review' | 'refused';
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
  readonly persons: 'everybody' | 'visitors' | 'employees';
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

/** A dated set of rules: the whole of what a regulation says about who may enter, and how many. Which pack is in force where is decided outside of it. */
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
  readonly conditions: readonly Condition[];
  /** Published rules over EU certificates, for packs whose rules ask what those say. */
  readonly businessRules: BusinessRules | null;
  readonly categories: readonly Category[];
  readonly limits: readonly Limit[];
}
