/** The state of a venue's counter as an answer or the ledger names it. */
export interface SeenState {
  readonly seq: number;
  readonly visitors: number;
  readonly employees: number;
  readonly leased: number;
  readonly limit: number;
}

/**
 * What a client was told. `none`: there was no answer, or one that promises nothing, so that the call may have been carried out
 * or not. `rejected`: an answer that promises that nothing was done. `ordered`: an order is in force, or no more, at this server.
 */
export type Answer =
  | { readonly outcome: 'admitted'; readonly visits: readonly string[]; readonly state: SeenState }
  | { readonly outcome: 'full' | 'review' | 'left' | 'changed' | 'seen'; readonly state: SeenState }
  | {
      readonly outcome: 'refused';
      /** The door's own reason for each person, where it names one. */
      readonly rules: readonly (string | null)[];
      readonly state: SeenState;
    }
  | { readonly outcome: 'ordered' }
  | { readonly outcome: 'rejected'; readonly code: string }
  | { readonly outcome: 'none'; readonly reason: string };

export type PersonKind = 'visitor' | 'employee';

export interface Ask {
  readonly venueId: string;
  readonly action: 'check-in' | 'check-out' | 'change' | 'look' | 'close' | 'reopen';
  /** The server that was asked, where there are several. */
  readonly server?: string;
  /** The client's own id of what it wants; a retry has the same one. */
  readonly eventId: string;
  /** Tells two requests under one event id apart. */
  readonly body: string;
  /** Whom a check-in is for; the same name is the same person. Every rule accepts the certificates of all of them. */
  readonly persons: readonly string[];
  /** As what they come. */
  readonly kind?: PersonKind;
  /** What a check-out ends. */
  readonly visitId?: string;
}

/** One try of one client, with the times of that client's monotonic clock. */
export interface Call extends Ask {
  readonly client: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly answer: Answer;
}

export type AnsweredCall = Call & { readonly answer: Extract<Answer, { readonly state: SeenState }> };

export function isAnswered(call: Call): call is AnsweredCall {
  return 'state' in call.answer;
}
