import type { Facts } from '@gapura/credentials';
import { ApiProblem } from '../api/index.ts';
import { examine, getIssuers } from '../verification/index.ts';

/** The holder of a certificate, as this browser reads it; it is kept in memory until it is sent, and nowhere else. */
export interface Person {
  readonly text: string;
  readonly name: string;
  readonly bornOn: string;
  /** Whether the server will know this person by it. */
  readonly isGenuine: boolean;
}

/** `undefined` where the text is no certificate. */
export async function readPerson(text: string, now: Date): Promise<Person | undefined> {
  const finding = await examine(text, await findIssuers(now), now);
  if (finding.facts === null) return undefined;
  const { holder } = finding.facts;
  return { text, name: nameOf(holder), bornOn: holder.bornOn, isGenuine: finding.is !== 'refused' };
}

/** Browsers check signatures on secure pages only; the server checks again anyway. */
async function findIssuers(now: Date) {
  if (!globalThis.isSecureContext) return null;
  try {
    return await getIssuers(now);
  } catch (error) {
    if (error instanceof ApiProblem) return null;
    throw error;
  }
}

function nameOf({ givenName, familyName, standardGivenName, standardFamilyName }: Facts['holder']): string {
  const printed = [givenName, familyName].filter(Boolean).join(' ');
  const standard = [standardGivenName, standardFamilyName].filter(Boolean).join(' ').replaceAll('<', ' ');
  return printed === '' ? standard : printed;
}
