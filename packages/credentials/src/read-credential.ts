import * as platform from '#platform';
import type { CredentialFormat, Facts } from './facts.ts';
import type { CredentialInput } from './format.ts';
import { openCredential } from './formats.ts';
import { identifiersOf } from './identifiers.ts';
import type { Platform } from './platform.ts';
import { violationOf, type Violation } from './violation.ts';

/** What a credential says, believed by nobody yet. */
export type Reading =
  | {
      readonly ok: true;
      readonly format: CredentialFormat;
      /** Unverified: the issuer is who the credential says it is. Without identifiers where there is no WebCrypto. */
      readonly facts: Facts;
      /** Key identifier of the claimed signer, see `TrustEntry`. */
      readonly keyId: string;
    }
  | { readonly ok: false; readonly violation: Violation };

/** Reads a credential without verifying it: to show what it is, never to decide on it. Never throws because of it. */
export function readCredential(input: CredentialInput): Promise<Reading> {
  return readOn(platform, input);
}

export async function readOn(onPlatform: Platform, input: CredentialInput): Promise<Reading> {
  try {
    const opened = await openCredential(input, onPlatform);
    // Pages over plain HTTP have no WebCrypto. What a credential says can be read there all the same.
    const canHash = globalThis.crypto?.subtle !== undefined;
    const facts = { ...opened.readFacts(null), identifiers: canHash ? await identifiersOf(opened, onPlatform) : [] };
    return { ok: true, format: opened.format, facts, keyId: opened.keyId };
  } catch (error) {
    return { ok: false, violation: violationOf(error) };
  }
}
