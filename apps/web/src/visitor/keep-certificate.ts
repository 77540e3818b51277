import { toSingleText, type Facts } from '@gapura/credentials';
import {
  announceChange,
  newEventId,
  personStore,
  type CredentialSummary,
  type KeptCredential,
  type Person,
} from '../offline/index.ts';
import { examine, getIssuers } from '../verification/index.ts';
import { perhapsRevoked } from './refusal-text.ts';

const mostCredentials = 4;

/** `code` is the violation that the verification found, or what hindered it. */
export interface Refused {
  readonly is: 'refused';
  readonly code: string;
}

/** A certificate that may be kept, and whose it is. */
interface Readable {
  readonly is: 'readable';
  readonly credential: KeptCredential;
  readonly holder: Facts['holder'];
}

/** `known`: this very certificate is there already; `more`: another one of somebody who is. */
export interface Kept {
  readonly is: 'kept' | 'more' | 'known';
  readonly person: Person;
}

/** Verifies a certificate on this phone and keeps it with its holder. */
export async function keepCertificate(input: string, now: Date): Promise<Kept | Refused> {
  const reading = await readToKeep(input, now);
  if (reading.is === 'refused') return reading;
  const kept = joinHolder(await personStore.list(), reading);
  if (kept.is !== 'known') {
    await personStore.put(kept.person);
    announceChange();
  }
  return kept;
}

/**
 * Without WebCrypto (plain HTTP on a local network) a phone can read a certificate, but not verify it; the gate will.
 */
export async function readToKeep(input: string, now: Date): Promise<Readable | Refused> {
  const text = toSingleText(input);
  const issuers = globalThis.isSecureContext ? await getIssuers(now) : null;
  const finding = await examine(text, issuers, now);
  if (finding.is === 'refused' && finding.isUnsure === true) return { is: 'refused', code: perhapsRevoked };
  if (finding.is === 'refused' || finding.is === 'out-of-time') {
    return { is: 'refused', code: finding.violation.code };
  }
  const verifiedAt = finding.is === 'genuine' ? now.toISOString() : null;
  return {
    is: 'readable',
    credential: { text, says: summaryOf(finding.facts), verifiedAt },
    holder: finding.facts.holder,
  };
}

/** The holder with this certificate: somebody new, or one of those who are kept. */
export function joinHolder(persons: readonly Person[], { credential, holder }: Omit<Readable, 'is'>): Kept {
  const holderKey = holderKeyOf(holder);
  const known = persons.find((person) => person.holderKey === holderKey);
  if (known === undefined) return { is: 'kept', person: newPerson(holder, credential) };
  return known.credentials.some(({ text }) => text === credential.text)
    ? { is: 'known', person: known }
    : { is: 'more', person: withCredential(known, credential) };
}

function newPerson(holder: Facts['holder'], credential: KeptCredential): Person {
  const name = [holder.givenName, holder.familyName].filter(Boolean).join(' ') || holder.standardFamilyName;
  return { id: newEventId(), holderKey: holderKeyOf(holder), name, bornOn: holder.bornOn, credentials: [credential] };
}

/** The newest first; the oldest gives way, since a check-in carries four at most. */
function withCredential(person: Person, credential: KeptCredential): Person {
  return { ...person, credentials: [credential, ...person.credentials].slice(0, mostCredentials) };
}

/** The transliterated names are written alike in every credential of a holder; the ordinary ones are not. */
function holderKeyOf({
  standardFamilyName,
  standardGivenName,
  familyName,
  givenName,
  bornOn,
}: Facts['holder']): string {
  const family = standardFamilyName || familyName.toUpperCase();
  const given = standardGivenName || givenName.toUpperCase();
  return [family, given, bornOn].join('|');
}

function summaryOf({ doses, tests, recoveries, exemptions, issuer, issuedAt, validUntil }: Facts): CredentialSummary {
  const [dose] = doses.toSorted((one, other) => other.givenOn.localeCompare(one.givenOn));
  const [test] = tests;
  const [recovery] = recoveries;
  const [exemption] = exemptions;
  const said = { vaccination: dose, test, recovery, exemption } as const;
  const kinds = ['vaccination', 'test', 'recovery', 'exemption'] as const;
  return {
    kind: kinds.find((kind) => said[kind] !== undefined) ?? 'pass',
    issuer: issuer.name,
    country: issuer.country,
    on: dose?.givenOn ?? test?.sampledAt ?? recovery?.firstPositiveOn ?? exemption?.validFrom ?? issuedAt ?? '',
    dose: dose === undefined ? null : { number: dose.number, of: dose.of },
    test: test === undefined ? null : { kind: test.kind, result: test.result },
    validUntil: recovery?.validUntil ?? (exemption?.validUntil || validUntil),
    demo: issuer.demo,
  };
}
