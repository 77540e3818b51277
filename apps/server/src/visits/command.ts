import type { CheckOutMeans, Outcome, PersonKind } from '@gapura/contract';

/** What goes to `apply_gate_commands`; member names are those its SQL reads. Bytes are hex, instants RFC 3339. */
export type GateCommand = CheckInCommand | CheckOutCommand | DecisionCommand | LimitCommand;

export interface PlaceRequest {
  readonly index: number;
  readonly visit: string;
  /** The person under today's key and under yesterday's; the first one is stored. */
  readonly pseudonyms: readonly string[];
}

export interface StoredPerson {
  readonly colour: 'green' | 'yellow' | 'red' | 'black';
  readonly rules: readonly string[];
}

export interface CheckInCommand {
  readonly do: 'check-in';
  readonly event: string;
  readonly mac: string;
  readonly gate: string;
  readonly kind: PersonKind;
  readonly outcome: Exclude<Outcome, 'full'>;
  readonly answer: { readonly persons: readonly StoredPerson[] };
  readonly at: string;
  readonly endsBy: string;
  readonly endsAs: 'closing' | 'longest-stay';
  readonly reviewExpiresAt: string;
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

export interface VenueState {
  readonly seq: number;
  readonly visitors: number;
  readonly employees: number;
  readonly leased: number;
  readonly limit: number;
}

/** A check-in as the database keeps it. */
export interface StoredCheckIn {
  readonly event: string;
  readonly gate: string;
  readonly kind: PersonKind;
  readonly outcome: Outcome;
  readonly answer: { readonly persons: readonly StoredPerson[] } | null;
  readonly decidedAt: string;
  readonly state: VenueState & { readonly already: readonly number[] };
  readonly persons: readonly { readonly index: number; readonly visit: string }[] | null;
  readonly review: {
    readonly expiresAt: string;
    readonly decided: 'approved' | 'refused' | null;
    readonly reason: string | null;
  } | null;
}

export interface EndedVisit {
  readonly visit: string;
  readonly endedAt: string;
  readonly endedBy: CheckOutMeans;
  readonly event: string;
  readonly state: VenueState;
}

export type CheckInResult = { readonly conflict: true } | (StoredCheckIn & { readonly replay?: true });
export type CheckOutResult = { readonly unknown: true } | EndedVisit;
export type DecisionResult =
  | { readonly unknown: true }
  | { readonly expired: true }
  | (StoredCheckIn & { readonly alreadyDecided?: true });
export interface LimitResult {
  readonly state: VenueState;
}

export interface ResultOf {
  readonly 'check-in': CheckInResult;
  readonly 'check-out': CheckOutResult;
  readonly decide: DecisionResult;
  readonly limit: LimitResult;
}
