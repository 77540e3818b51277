import { createTrustStore, readCredential, verifyCredential, type Facts } from '@gapura/credentials';
import { api, ApiProblem } from '../api/index.ts';
import {
  announceChange,
  answerStore,
  newEventId,
  personStore,
  type CredentialSummary,
  type KeptCredential,
  type Person,
} from '../offline/index.ts';
import type { TrustListReply } from '@gapura/contract';

const mostCredentials = 4;
const trustListKey = 'trust-list';

/** `code` is the violation that the verification found, or what hindered it. */
export type Keeping =
  | { readonly is: 'kept' | 'known'; readonly person: Person }
  | { readonly is: 'refused'; readonly code: string };

/** Verifies a certificate on this phone and keeps it with its holder. */
export async function keepCertificate(text: string, now: Date): Promise<Keeping> {
  const trimmed = text.trim();
  const checked = await check(trimmed, now);
  if (!checked.ok) {
    return { is: 'refused', code: checked.violation.code };
  }
  const verifiedAt = globalThis.isSecureContext ? now.toISOString() : null;
  return keep({ text: trimmed, says: summaryOf(checked.facts), verifiedAt }, checked.facts.holder);
}

/** Without WebCrypto (plain HTTP on a local network) a phone can read a certificate, but not verify it; the gate will. */
async function check(text: string, now: Date) {
  if (!globalThis.isSecureContext) {
    return readCredential(text);
  }
  const { entries } = await getTrustList();
  return verifyCredential(text, { trust: createTrustStore(entries), now });
}

async function getTrustList(): Promise<TrustListReply> {
  try {
    const fresh = await api.trustList();
    await answerStore.put(trustListKey, fresh);
    return fresh;
  } catch (error) {
    const kept = await answerStore.find<TrustListReply>(trustListKey);
    if (!(error instanceof ApiProblem) || !error.mayRetry || kept === undefined) throw error;
    return kept;
  }
}

async function keep(credential: KeptCredential, holder: Facts['holder']): Promise<Keeping> {
  const holderKey = holderKeyOf(holder);
  const known = (await personStore.list()).find((person) => person.holderKey === holderKey);
  if (known?.credentials.some(({ text }) => text === credential.text) === true) {
    return { is: 'known', person: known };
  }
  const person = known === undefined ? newPerson(holder, credential) : withCredential(known, credential);
  await personStore.put(person);
  announceChange();
  return { is: 'kept', person };
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

function summaryOf({ doses, tests, recoveries, issuer, validUntil }: Facts): CredentialSummary {
  const [dose] = doses;
  const [test] = tests;
  const [recovery] = recoveries;
  return {
    kind: dose !== undefined ? 'vaccination' : test !== undefined ? 'test' : 'recovery',
    issuer: issuer.name,
    country: issuer.country,
    on: dose?.givenOn ?? test?.sampledAt ?? recovery?.firstPositiveOn ?? '',
    dose: dose === undefined ? null : { number: dose.number, of: dose.of },
    test: test === undefined ? null : { kind: test.kind, result: test.result },
    validUntil: recovery?.validUntil ?? validUntil,
    demo: issuer.demo,
  };
}
