import * as platform from '#platform';
import type { Facts } from './facts.ts';
import { readFacts } from './formats/eu-dcc/certificate.ts';
import { openEnvelope } from './formats/eu-dcc/envelope.ts';
import type { Platform } from './platform.ts';
import { violationOf, type Violation } from './violation.ts';

/** What a text says, believed by nobody yet. */
export type Reading =
  | {
      readonly ok: true;
      readonly format: 'eu-dcc';
      /** Unverified: the issuer is who the text says it is. */
      readonly facts: Facts;
      /** Key identifier of the claimed signer, standard base64. */
      readonly keyId: string;
    }
  | { readonly ok: false; readonly violation: Violation };

/** Reads a credential without verifying it: to show what a text is, never to decide on it. */
export function readCredential(text: string): Promise<Reading> {
  return readOn(platform, text);
}

export async function readOn(onPlatform: Platform, text: string): Promise<Reading> {
  try {
    const { message, claims } = await openEnvelope(text, onPlatform);
    const { keyId } = message;
    const facts = readFacts(claims, (entry) => ({
      country: claims.issuer === '' ? entry.getText('co') : claims.issuer,
      name: entry.getText('is'),
      keyId,
      demo: false,
    }));
    return { ok: true, format: 'eu-dcc', facts, keyId };
  } catch (error) {
    return { ok: false, violation: violationOf(error) };
  }
}
