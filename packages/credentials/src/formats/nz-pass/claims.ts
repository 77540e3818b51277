import { toHex } from '../../bytes.ts';
import { decodePayloadCbor, type CborMap } from '../../cose/cbor.ts';
import type { Holder } from '../../facts.ts';
import { Refusal } from '../../violation.ts';
import { parseDate } from '../hcert/fields.ts';
import { sections } from './sections.ts';

/** The claims of a pass; the others than the issuer are checked once the signature has proved right. */
export interface PassClaims {
  readonly issuer: string;
  /** `urn:uuid:…`; empty where the claim is no UUID. */
  readonly tokenId: string;
  /** `null` where the claim is absent or no integer. */
  readonly notBeforeMs: number | null;
  readonly expiresMs: number | null;
  readonly credential: unknown;
}

const labels = { issuer: 1, expiry: 4, notBefore: 5, tokenId: 7, credential: 'vc' } as const;
const didPattern = /^did:web:[\w.%:-]{1,255}$/u;

export function parseClaims(payload: Uint8Array): PassClaims {
  const claims = decodePayloadCbor(payload);
  if (!(claims instanceof Map)) throw new Refusal('cwt-invalid', 'map of claims');
  const issuer: unknown = claims.get(labels.issuer);
  if (typeof issuer !== 'string' || !didPattern.test(issuer)) {
    throw new Refusal('cwt-invalid', 'iss', { section: sections.issuer });
  }
  return {
    issuer,
    tokenId: tokenIdOf(claims.get(labels.tokenId)),
    notBeforeMs: msOf(claims.get(labels.notBefore)),
    expiresMs: msOf(claims.get(labels.expiry)),
    credential: claims.get(labels.credential),
  };
}

function msOf(seconds: unknown): number | null {
  const ms = typeof seconds === 'number' && Number.isSafeInteger(seconds) ? seconds * 1000 : Number.NaN;
  return Number.isNaN(new Date(ms).getTime()) ? null : ms;
}

const uuidBytes = 16;
const uuidPattern = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/u;

function tokenIdOf(value: unknown): string {
  if (!(value instanceof Uint8Array) || value.length !== uuidBytes) return '';
  return `urn:uuid:${toHex(value).replace(uuidPattern, '$1-$2-$3-$4-$5')}`;
}

const firstContext = 'https://www.w3.org/2018/credentials/v1';
const passTypes = ['VerifiableCredential', 'PublicCovidPass'];

/** Why the credential of a pass is none (NZCP §2.3). */
export function findCredentialRefusal(credential: unknown): Refusal | undefined {
  if (!(credential instanceof Map)) return refusal('vc', sections.credential);
  const context: unknown = credential.get('@context');
  if (!isTexts(context) || context[0] !== firstContext) return refusal('vc/@context', sections.context);
  const type: unknown = credential.get('type');
  const isPass = isTexts(type) && type.length === passTypes.length && passTypes.every((name, at) => type[at] === name);
  if (!isPass) return refusal('vc/type', sections.type);
  if (credential.get('version') !== '1.0.0') return refusal('vc/version', sections.version);
  const subject: unknown = credential.get('credentialSubject');
  return subject instanceof Map ? undefined : refusal('vc/credentialSubject', sections.subject);
}

function refusal(detail: string, section: string): Refusal {
  return new Refusal('schema-invalid', detail, { section });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

/** The person a pass was issued to. It holds no more: that they fulfil the rules is what the pass says. */
export function readHolder(credential: unknown): Holder {
  const found = findCredentialRefusal(credential);
  if (found !== undefined) throw found;
  const subject = (credential as CborMap).get('credentialSubject') as CborMap;
  const givenName = findText(subject, 'givenName', sections.givenName);
  if (givenName === '') throw refusal('vc/credentialSubject/givenName', sections.givenName);
  const bornOn = findText(subject, 'dob', sections.birthDate);
  if (bornOn.length !== 10 || parseDate(bornOn) === undefined) {
    throw new Refusal('schema-date', 'vc/credentialSubject/dob', { section: sections.birthDate });
  }
  const familyName = findText(subject, 'familyName', sections.familyName);
  return { familyName, givenName, standardFamilyName: '', standardGivenName: '', bornOn };
}

const maxNameLength = 100;

/** Empty where the member is absent. */
function findText(subject: CborMap, name: string, section: string): string {
  const value = subject.get(name) ?? '';
  const text = typeof value === 'string' ? value.trim().normalize('NFC') : undefined;
  if (text === undefined || text.length > maxNameLength) throw refusal(`vc/credentialSubject/${name}`, section);
  return text;
}
