import type { PersonKind } from '@gapura/contract';
import type { DoorRequest } from './use-door.ts';

export const largestParty = 10;

export interface ScanMode {
  readonly way: 'in' | 'out';
  readonly kind: PersonKind;
}

export type Badges = Readonly<Record<string, string>>;

interface ScanRequestOptions {
  readonly eventId: string;
  readonly gate: string;
  /** One certificate for each person. */
  readonly certificates: readonly string[];
  /** The codes of employees' badges, by the certificate that was scanned after each. */
  readonly badges?: Badges;
}

/** What a scan at this gate asks of the server. */
export function scanRequest(
  { way, kind }: ScanMode,
  { eventId, gate, certificates, badges = {} }: ScanRequestOptions,
): DoorRequest {
  if (way === 'out') return { way, body: { eventId, gate, credentials: certificates.slice(0, 1) } };
  const persons = certificates.map((text) => {
    const employeeCode = badges[text];
    return { credentials: [text], ...(employeeCode !== undefined && { employeeCode }) };
  });
  return { way, body: { eventId, gate, kind, persons } };
}

export type PartyAnswer = { readonly party: readonly string[]; readonly refusal?: 'known' | 'full' };

/** Adds a person to a party by the certificate; the same one twice would be refused by the server. */
export function withPerson(party: readonly string[], certificate: string): PartyAnswer {
  if (party.includes(certificate)) return { party, refusal: 'known' };
  return party.length >= largestParty ? { party, refusal: 'full' } : { party: [...party, certificate] };
}
