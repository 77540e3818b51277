import type { Dose, Exemption, Facts, Holder, Issuer, Recovery, TestResult } from '../../facts.ts';
import type { CertificateKind } from '../../trust/trust-store.ts';
import { Refusal } from '../../violation.ts';
import type { CborMap } from '../../cose/cbor.ts';
import type { Claims } from './claims.ts';
import { readTestKind, readTestOutcome } from './codes.ts';
import { Fields, parseBirthDate } from './fields.ts';
import { toJsonObject } from './json.ts';

type Entries = Pick<Facts, 'doses' | 'tests' | 'recoveries' | 'exemptions'>;

/** `e` is no part of the common schema; several countries sign exemptions in it. */
const kinds = { v: 'vaccination', t: 'test', r: 'recovery', e: 'exemption' } as const;
const groups = ['v', 't', 'r', 'e'] as const;
type Group = (typeof groups)[number];

/** The kinds of entry in a certificate whose shape is not checked yet. */
export function kindsOf(certificate: CborMap): CertificateKind[] {
  return groups.filter((group) => isPresent(certificate.get(group))).map((group) => kinds[group]);
}

/** The identifier of the first entry, as it is written: revocation lists hash it untrimmed. Empty where there is none. */
export function findCertificateId(certificate: CborMap): string {
  for (const group of groups) {
    const entries = certificate.get(group);
    const id: unknown = Array.isArray(entries) && entries[0] instanceof Map ? entries[0].get('ci') : undefined;
    if (typeof id === 'string') return id;
  }
  return '';
}

function isPresent(group: unknown): boolean {
  return group !== undefined && group !== null && !(Array.isArray(group) && group.length === 0);
}

/**
 * Reads a certificate by the DCC schema 1.3, as lenient as real certificates need: text is trimmed, nulls are absent,
 * dates may be instants, standardised names may have signs that ICAO 9303 does not know. It must hold exactly one entry.
 */
export function readFacts(claims: Claims, issuerOf: (entry: Fields) => Issuer): Omit<Facts, 'identifiers'> {
  const certificate = new Fields(claims.certificate, '');
  certificate.getMatching('ver', /^\d+\.\d+\.\d+$/u);
  const present = groups.filter((group) => isPresent(certificate.find(group)));
  const [group, another] = present;
  if (group === undefined) throw new Refusal('schema-no-entry');
  if (another !== undefined) throw new Refusal('schema-several-entries');
  const entry = singleEntry(certificate, group);
  return {
    format: 'eu-dcc',
    holder: readHolder(certificate),
    issuer: issuerOf(entry),
    ...readEntries(group, entry),
    issuedAt: toInstant(claims.issuedAtMs),
    validUntil: toInstant(claims.validUntilMs),
    certificateId: entry.getText('ci'),
    dcc: { payload: toJsonObject(claims.certificate), issuerCountry: claims.issuer },
  };
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function singleEntry(certificate: Fields, group: Group): Fields {
  const entries = certificate.find(group);
  if (!Array.isArray(entries)) return certificate.refuse(group);
  if (entries.length !== 1) throw new Refusal('schema-several-entries', group);
  const entry = new Fields(entries[0], `${group}/0`);
  entry.getText('is');
  return entry;
}

function readHolder(certificate: Fields): Holder {
  const name = new Fields(certificate.find('nam'), 'nam');
  const standardFamilyName = name.findText('fnt');
  const standardGivenName = name.findText('gnt');
  if (standardFamilyName === undefined && standardGivenName === undefined) name.refuse('fnt');
  return {
    familyName: name.findText('fn') ?? '',
    givenName: name.findText('gn') ?? '',
    standardFamilyName: standardFamilyName ?? '',
    standardGivenName: standardGivenName ?? '',
    bornOn: parseBirthDate(certificate.getText('dob')),
  };
}

function readEntries(group: Group, entry: Fields): Entries {
  return {
    doses: group === 'v' ? [readDose(entry)] : [],
    tests: group === 't' ? [readTest(entry)] : [],
    recoveries: group === 'r' ? [readRecovery(entry)] : [],
    exemptions: group === 'e' ? [readExemption(entry)] : [],
  };
}

function readDose(entry: Fields): Dose {
  return {
    targetDisease: entry.getText('tg'),
    vaccine: entry.getText('vp'),
    product: entry.getText('mp'),
    manufacturer: entry.getText('ma'),
    number: entry.getCount('dn'),
    of: entry.getCount('sd'),
    givenOn: entry.getDate('dt'),
    country: readCountry(entry),
  };
}

function readTest(entry: Fields): TestResult {
  return {
    targetDisease: entry.getText('tg'),
    kind: readTestKind(entry.getText('tt')),
    result: readTestOutcome(entry.getText('tr')),
    sampledAt: entry.getInstant('sc'),
    country: readCountry(entry),
  };
}

function readRecovery(entry: Fields): Recovery {
  return {
    targetDisease: entry.getText('tg'),
    firstPositiveOn: entry.getDate('fr'),
    validFrom: entry.getDate('df'),
    validUntil: entry.getDate('du'),
    country: readCountry(entry),
  };
}

function readExemption(entry: Fields): Exemption {
  return {
    targetDisease: entry.getText('tg'),
    validFrom: entry.getDate('df'),
    validUntil: entry.find('du') === undefined ? '' : entry.getDate('du'),
    country: readCountry(entry),
  };
}

function readCountry(entry: Fields): string {
  return entry.getMatching('co', /^[A-Z]{1,10}$/u);
}
