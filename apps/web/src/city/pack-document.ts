import type { Colour, RulePackDocument, Texts } from '@gapura/contract';

/** A rule pack as its files hold it; `rules/README.md` tells what each member means. */

export interface PackRule {
  readonly id: string;
  readonly texts: Texts;
  readonly advice: Texts;
  /** Names one of the sources. */
  readonly source?: string;
  readonly logic: unknown;
  readonly inForceFrom?: string;
  readonly inForceUntil?: string | null;
}

export type ColourRule = PackRule & { readonly colour: Colour };
export type ConditionRule = PackRule & { readonly admission: 'review' | 'refused' };

export interface PackSource {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
}

export interface PackLimit {
  readonly categories: readonly string[];
  readonly level: 1 | 2 | 3 | 4;
  readonly persons: 'everybody' | 'visitors' | 'employees';
  readonly sector?: 'non-essential' | 'essential' | 'critical';
  readonly percent: number;
  readonly closesAt?: string;
  readonly longestStayMinutes?: number;
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
}

export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
  readonly sources: readonly PackSource[];
  readonly admission: Readonly<Record<Colour, 'admitted' | 'review' | 'refused'>>;
  readonly rules: readonly ColourRule[];
  readonly conditions: readonly ConditionRule[];
  readonly categories: readonly { readonly id: string; readonly names: Texts }[];
  readonly limits: readonly PackLimit[];
}

/** The server parsed the document before it kept it; nothing is checked again here. */
export function packOf({ pack, limits }: RulePackDocument): Pack {
  const rules = pack as Omit<Pack, 'categories' | 'limits' | 'conditions'> & Pick<Partial<Pack>, 'conditions'>;
  const places = limits as Pick<Pack, 'categories' | 'limits'>;
  const { categories, limits: allowed } = places;
  return { ...rules, conditions: rules.conditions ?? [], categories, limits: allowed };
}

export const colourOrder = ['green', 'yellow', 'red', 'black'] as const;
