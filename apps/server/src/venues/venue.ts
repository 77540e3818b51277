import type { RulePack } from '@gapura/screening';

/** A place with a capacity and an operator. */
export interface Venue {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly category: string;
  readonly address: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Administrative area; null where nobody said. */
  readonly areaCode: string | null;
  /** Of a government office. */
  readonly sector: 'non-essential' | 'essential' | 'critical' | null;
  readonly capacity: number;
  readonly longestStayMinutes: number;
  /** `HH:MM` on the venue's clock; both null: always open. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

/** A physical way in or out. */
export interface Gate {
  readonly id: string;
  readonly venueId: string;
  readonly code: string;
  readonly name: string;
  readonly direction: 'in' | 'out' | 'both';
  readonly closedAt: Date | null;
}

export type GateAtVenue = Gate & { readonly venue: Venue };

/** A venue as the regulations in force leave it. */
export interface VenueInForce {
  /** With the hours and the longest stay in force. */
  readonly venue: Venue;
  readonly level: number | null;
  /** Null where nobody knows the rules: then nobody enters. */
  readonly rules: RulePack | null;
  /** The order that closes it. */
  readonly closing: { readonly reason: string } | null;
  readonly ahead: RulesAhead;
}

/** By which rules people may enter later, as far as it is entered already. */
export interface RulesAhead {
  /** When the level, the rules or a date inside them change, in their order. */
  readonly changes: readonly Date[];
  readonly inForceAt: (instant: Date) => Pick<VenueInForce, 'level' | 'rules'>;
  /** The same wherever all of this is the same. */
  readonly key: string;
}
