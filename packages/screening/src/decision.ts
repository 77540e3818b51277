export const colours = ['green', 'yellow', 'red', 'black'] as const;

export type Colour = (typeof colours)[number];

/** The same sentence in Indonesian, English and Balinese. */
export interface Texts {
  readonly id: string;
  readonly en: string;
  readonly ban: string;
}

export interface Source {
  readonly title: string;
  readonly url?: string;
}

/** Why a person has this colour, and what to do next. */
export interface Reason {
  /** Stable id of the rule: never reused, never changed in meaning. */
  readonly rule: string;
  readonly texts: Texts;
  readonly advice: Texts;
  readonly source?: Source;
}

/** The answer for one person: never without a reason. */
export interface Decision {
  readonly colour: Colour;
  readonly reasons: readonly Reason[];
  /** What the door does: `review` waits for the officer. */
  readonly admission: 'admitted' | 'review' | 'refused';
}
