import type { PersonKind, SeenState } from '../history/index.ts';

const minuteMs = 60_000;
/** For so long somebody may decide about a check-in. */
export const reviewMs = 15 * minuteMs;
/** For so long a correction may be undone. */
export const undoMs = minuteMs;
/** For so long the second person may follow the first one who wants a lease back. */
export const secondPersonMs = 15 * minuteMs;
/** A lease's places are free so long after its end: a gate's clock may be behind. */
export const driftMs = 2 * minuteMs;

/** What is asked of a venue, as little of it as matters for who is inside. Numbers stand for people, events and bodies. */
export type ModelCommand =
  | {
      readonly do: 'enter';
      readonly event: string;
      readonly body: string;
      readonly kind: PersonKind;
      readonly guests: readonly Guest[];
      /** Whether an officer has to decide, for at most `reviewMs`. */
      readonly isReviewed: boolean;
    }
  | {
      readonly do: 'decide';
      readonly event: string;
      readonly decision: 'approve' | 'refuse';
      readonly by: string;
    }
  | { readonly do: 'leave'; readonly visit: string }
  | ({ readonly do: 'limit' } & Limits)
  | {
      readonly do: 'correct';
      readonly event: string;
      readonly body: string;
      readonly act: 'add' | 'remove' | 'recount';
      readonly kind: PersonKind;
      readonly count: number;
    }
  | { readonly do: 'undo'; readonly event: string; readonly correction: string }
  | {
      readonly do: 'grant';
      readonly event: string;
      readonly body: string;
      readonly places: number;
      readonly minutes: number;
    }
  | {
      readonly do: 'return';
      readonly event: string;
      readonly lease: string;
      readonly visitors: number;
      readonly employees: number;
    }
  | { readonly do: 'expire'; readonly lease: string }
  | { readonly do: 'reclaim'; readonly lease: string; readonly by: string };

/** For everybody together, and for each kind where it has a limit of its own. */
export interface Limits {
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
}

export type Asked<Do extends ModelCommand['do']> = Extract<ModelCommand, { readonly do: Do }>;
export type ByCommand<T> = { readonly [Do in ModelCommand['do']]: (command: Asked<Do>) => T };

export interface Guest {
  readonly person: string;
  /** The id that the visit gets if it begins. */
  readonly visit: string;
}

export type ModelAnswer =
  | { readonly outcome: 'conflict' | 'unknown' | 'closed' | 'expired' | 'late' }
  | {
      readonly outcome: string;
      readonly state: SeenState;
      readonly already?: readonly number[];
      readonly change?: number;
    };

/** An answer that names the counter. */
export type Told = Extract<ModelAnswer, { readonly state: SeenState }>;
