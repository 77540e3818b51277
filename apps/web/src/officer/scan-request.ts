import type { PersonKind } from '@gapura/contract';
import type { DoorRequest } from './use-door.ts';

export const largestParty = 10;

export interface ScanMode {
  readonly way: 'in' | 'out';
  readonly kind: PersonKind;
}

interface ScanRequestOptions {
  readonly eventId: string;
  readonly gate: string;
  /** One certificate for each person. */
  readonly certificates: readonly string[];
}

/** What a scan at this gate asks of the server. */
export function scanRequest({ way, kind }: ScanMode, { eventId, gate, certificates }: ScanRequestOptions): DoorRequest {
  if (way === 'out') return { way, body: { eventId, gate, credentials: certificates.slice(0, 1) } };
  return { way, body: { eventId, gate, kind, persons: certificates.map((text) => ({ credentials: [text] })) } };
}

export type PartyAnswer = { readonly party: readonly string[]; readonly refusal?: 'known' | 'full' };

/** Adds a person to a party by the certificate; the same one twice would be refused by the server. */
export function withPerson(party: readonly string[], certificate: string): PartyAnswer {
  if (party.includes(certificate)) return { party, refusal: 'known' };
  return party.length >= largestParty ? { party, refusal: 'full' } : { party: [...party, certificate] };
}
