/** A place with a capacity and an operator. */
export interface Venue {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly category: string;
  readonly address: string;
  /** IANA name. */
  readonly timeZone: string;
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
