import type { CheckOutMeans, Correction, Outcome, Outlook, PersonKind, ProofKind } from '@gapura/contract';
import type { LeaseCommand, LeaseResultOf } from './lease-command.ts';
import type { VenueState } from './venue-state.ts';

/** What goes to `apply_gate_commands`; member names are those its SQL reads. Bytes are hex, instants RFC 3339. */
export type GateCommand =
  | CheckInCommand
  | CheckOutCommand
  | DecisionCommand
  | LimitCommand
  | CorrectCommand
  | UndoCommand
  | LeaseCommand;

export interface PlaceRequest {
  readonly index: number;
  readonly visit: string;
  /** The person under today's key and under yesterday's; the first one is stored. */
  readonly pseudonyms: readonly string[];
  /** What cases and contacts are compared with that are entered while an officer may decide. */
  readonly subject?: string;
  /** Where it differs from the party's. */
  readonly kind?: PersonKind;
}

export interface StoredPerson {
  /** Where it differs from the party's. */
  readonly kind?: PersonKind;
  readonly colour: 'green' | 'yellow' | 'red' | 'black';
  readonly rules: readonly string[];
  /** Of somebody who is not green, where there is something to tell. */
  readonly outlook?: Outlook;
}

export interface StoredAnswer {
  readonly persons: readonly StoredPerson[];
  /** Where an officer may decide: the rules that the answer was made by. */
  readonly under?: string;
}

export interface CheckInCommand {
  readonly do: 'check-in';
  readonly event: string;
  readonly mac: string;
  readonly gate: string;
  readonly kind: PersonKind;
  readonly outcome: Exclude<Outcome, 'full'>;
  readonly answer: StoredAnswer;
  readonly at: string;
  readonly endsBy: string;
  readonly endsAs: 'closing' | 'longest-stay';
  /** Until when an officer may decide, where there is something to decide. */
  readonly reviewExpiresAt: string | null;
  readonly persons: readonly PlaceRequest[];
  readonly leaving: readonly string[];
}

export interface CheckOutCommand {
  readonly do: 'check-out';
  readonly event: string;
  readonly visit: string;
  readonly by: CheckOutMeans;
  readonly gate?: string;
  readonly at: string;
  /** Where it differs from `at`: the estimated end of a visit that nobody saw end. */
  readonly endedAt?: string;
}

export interface DecisionCommand {
  readonly do: 'decide';
  readonly event: string;
  /** Where the officer stands; a check-in at another gate is not theirs to decide. */
  readonly gate: string;
  readonly decision: 'approve' | 'refuse';
  readonly reason: string;
  /** What was shown on paper, where a red check-in is approved. */
  readonly proof: ProofKind | null;
  /** Where somebody has become black since the check-in: the answer from now on. Nobody enters. */
  readonly black?: StoredAnswer;
  readonly by: string | null;
  readonly at: string;
  readonly endsBy: string;
  readonly endsAs: 'closing' | 'longest-stay';
}

export interface LimitCommand {
  readonly do: 'limit';
  readonly event: string;
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
  readonly reason: string;
  /** The account that set it. */
  readonly by: string | null;
  readonly at: string;
}

export interface CorrectCommand {
  readonly do: 'correct';
  readonly event: string;
  readonly mac: string;
  readonly gate: string;
  readonly act: Correction['act'];
  readonly kind: PersonKind | null;
  readonly count: number;
  readonly reason: string;
  readonly by: string | null;
  readonly at: string;
  readonly endsBy: string;
  readonly endsAs: 'closing' | 'longest-stay';
}

export interface UndoCommand {
  readonly do: 'undo-correction';
  readonly event: string;
  readonly correction: string;
  readonly gate: string;
  readonly by: string | null;
  readonly at: string;
  /** An older correction stays. */
  readonly madeSince: string;
}

/** A check-in as the database keeps it. */
export interface StoredCheckIn {
  readonly event: string;
  readonly gate: string;
  readonly kind: PersonKind;
  readonly outcome: Outcome;
  readonly answer: StoredAnswer | null;
  readonly decidedAt: string;
  readonly state: VenueState & { readonly already: readonly number[] };
  readonly persons: readonly Pick<PlaceRequest, 'index' | 'visit' | 'kind' | 'subject'>[] | null;
  readonly review: {
    readonly expiresAt: string;
    readonly decided: 'approved' | 'refused' | null;
    readonly reason: string | null;
    readonly proof: ProofKind | null;
  } | null;
}

export interface EndedVisit {
  readonly visit: string;
  readonly endedAt: string;
  readonly endedBy: CheckOutMeans;
  readonly event: string;
  readonly state: VenueState;
}

/** The venue admits nobody now; every command that would admit somebody, or count by hand, may find that. */
export interface Stopped {
  readonly stopped: true;
}

export type CheckInResult = { readonly conflict: true } | (StoredCheckIn & { readonly replay?: true });
export type CheckOutResult = { readonly unknown: true } | EndedVisit;
export type DecisionResult =
  | { readonly unknown: true }
  | { readonly expired: true }
  | { readonly proofMismatch: true }
  | (StoredCheckIn & { readonly alreadyDecided?: true });
export interface LimitResult {
  readonly state: VenueState;
}

/** A correction as the database keeps it. */
export interface StoredCorrection extends Pick<
  Correction,
  'act' | 'kind' | 'count' | 'change' | 'outcome' | 'override'
> {
  readonly event: string;
  readonly gate: string;
  readonly reason: string;
  readonly by: string | null;
  readonly at: string;
  readonly undoneAt: string | null;
  readonly state: VenueState;
}

export type CorrectResult = { readonly conflict: true } | StoredCorrection;
export type UndoResult =
  | { readonly unknown: true }
  | { readonly conflict: true }
  | { readonly late: true }
  | (StoredCorrection & { readonly alreadyUndone?: boolean });

export interface ResultOf extends LeaseResultOf {
  readonly 'check-in': CheckInResult;
  readonly 'check-out': CheckOutResult;
  readonly decide: DecisionResult;
  readonly limit: LimitResult;
  readonly correct: CorrectResult;
  readonly 'undo-correction': UndoResult;
}
