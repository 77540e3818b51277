import { randomInt } from 'node:crypto';
import type { GateSummary, VenueSummary } from '@gapura/contract';

export interface Venue {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly category: string;
  readonly address: string;
  readonly timeZone: string;
  readonly capacity: number;
  readonly longestStayMinutes: number;
  /** `HH:MM` in the venue's zone; null: always open. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

export interface Gate {
  readonly id: string;
  readonly venueId: string;
  readonly code: string;
  readonly name: string;
  readonly direction: 'in' | 'out' | 'both';
  readonly closedAt: Date | null;
}

export interface GateAtVenue extends Gate {
  readonly venue: Venue;
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten random symbols of Crockford's base32: 50 bits, easy to read aloud. */
export function makeGateCode(): string {
  return Array.from({ length: 10 }, () => symbols.charAt(randomInt(symbols.length))).join('');
}

export function presentVenue({ id, name, category, timeZone, address, opensAt, closesAt }: Venue): VenueSummary {
  return { id, name, category, timeZone, address, opensAt, closesAt };
}

export function presentGate({ code, name, direction }: Gate): GateSummary {
  return { code, name, direction };
}
