import type { CheckInReply, CheckInRequest, CheckOutMeans, CheckOutRequest, Occupancy } from '@gapura/contract';

/** What the phone keeps. Nothing of it leaves the device except the credentials of a check-in. */

export interface KeptCredential {
  readonly text: string;
  readonly says: CredentialSummary;
  /** Null where the page came over plain HTTP, in which browsers do not verify signatures. */
  readonly verifiedAt: string | null;
}

/** What a credential says, as far as its holder wants to recognise it. */
export interface CredentialSummary {
  /** `pass`: it names its holder and nothing else, such as New Zealand's. */
  readonly kind: 'vaccination' | 'test' | 'recovery' | 'exemption' | 'pass';
  readonly issuer: string;
  readonly country: string;
  /** The day of the dose, sample or first positive test; else when it was issued, and empty where nobody says. */
  readonly on: string;
  readonly dose: { readonly number: number; readonly of: number | null } | null;
  readonly test: { readonly kind: string; readonly result: string } | null;
  readonly validUntil: string | null;
  readonly demo: boolean;
}

/** What makes its holder an employee at the offices of one organisation. */
export interface KeptBadge {
  readonly code: string;
  /** The organisation's name. */
  readonly organisation: string;
}

/**
 * A holder with their credentials; a family shares one phone. Somebody without any, such as a child, has a name for this
 * phone only and the birth date that was entered here.
 */
export interface Person {
  readonly id: string;
  /** Recognises the same holder in another credential; empty where there is none. */
  readonly holderKey: string;
  readonly name: string;
  readonly bornOn: string;
  readonly credentials: readonly KeptCredential[];
  readonly badge?: KeptBadge;
}

/** People who travel together, collected on their leader's phone until a day. */
export interface Group {
  readonly id: string;
  readonly persons: readonly Person[];
  /** Calendar dates on this phone. */
  readonly collectedOn: string;
  readonly deleteOn: string;
}

/** Who stands behind each person of a request: a saved person, or somebody without a credential. */
export interface Companion {
  readonly personId: string | null;
  readonly name: string;
}

/** Those of a party who were left outside because there was no room for all; they may follow. */
export interface Leftover {
  readonly party: readonly Companion[];
  readonly persons: CheckInRequest['persons'];
}

interface OutboxBase {
  readonly eventId: string;
  readonly queuedAt: string;
  readonly attempts: number;
  readonly nextAttemptAt: string;
  /** `waiting`: goes out when it can; `failed`: the server refused it; `lapsed`: too old to count, and it never arrived. */
  readonly state: 'waiting' | 'failed' | 'lapsed';
  /** Why the last attempt did not succeed. */
  readonly problem: { readonly code: string; readonly title: string } | null;
}

export interface CheckInEntry extends OutboxBase {
  readonly do: 'check-in';
  readonly request: CheckInRequest;
  readonly party: readonly Companion[];
  /** The signature of the poster, to find the way back to the gate. */
  readonly signature: string | null;
  readonly cancelled: boolean;
  readonly leftover?: Leftover;
}

export interface CheckOutEntry extends OutboxBase {
  readonly do: 'check-out';
  readonly request: CheckOutRequest;
}

export type OutboxEntry = CheckInEntry | CheckOutEntry;

export interface VisitEnd {
  readonly at: string;
  /** `unknown`: the server does not know this visit any more. */
  readonly by: CheckOutMeans | 'unknown';
  readonly estimated: boolean;
  readonly occupancy: Occupancy | null;
}

/** An answered check-in: the result page and the history show it. */
export interface CheckInRecord {
  readonly eventId: string;
  readonly at: string;
  readonly signature: string | null;
  readonly party: readonly Companion[];
  readonly request: CheckInRequest;
  readonly reply: CheckInReply;
  /** By visit id. */
  readonly ends: Readonly<Record<string, VisitEnd>>;
  readonly leftover?: Leftover;
}

export interface OpenVisit {
  readonly record: CheckInRecord;
  readonly companion: Companion;
  readonly visit: { readonly venue: string; readonly id: string; readonly token: string };
}

/** The visits of a record that nobody has ended yet. */
export function listOpenVisits(record: CheckInRecord): readonly OpenVisit[] {
  return record.reply.persons.flatMap(({ visit }, index) => {
    const companion = record.party[index] ?? { personId: null, name: '' };
    return visit === null || visit.id in record.ends
      ? []
      : [{ record, companion, visit: { venue: record.reply.venue.id, id: visit.id, token: visit.token } }];
  });
}
