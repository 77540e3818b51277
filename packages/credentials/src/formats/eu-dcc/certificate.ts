import type { Dose, Facts, Holder, Issuer, Recovery, TestResult } from '../../facts.ts';
import type { CertificateKind } from '../../trust/trust-store.ts';
import { Refusal } from '../../violation.ts';
import type { CborMap } from './cbor.ts';
import type { Claims } from './claims.ts';
import { Fields, parseBirthDate } from './fields.ts';

type Entries = Pick<Facts, 'doses' | 'tests' | 'recoveries'>;

const kinds = { v: 'vaccination', t: 'test', r: 'recovery' } as const;
const groups = ['v', 't', 'r'] as const;

/** The kinds of entry in a certificate whose shape is not checked yet. */
export function kindsOf(certificate: CborMap): CertificateKind[] {
  return groups.filter((group) => isPresent(certificate.get(group))).map((group) => kinds[group]);
}

function isPresent(group: unknown): boolean {
  return group !== undefined && group !== null && !(Array.isArray(group) && group.length === 0);
}

/**
 * Reads a certificate by the DCC schema 1.3, as lenient as real certificates need: text is trimmed, nulls are absent,
 * dates may be instants. It must hold exactly one entry.
 */
export function readFacts(claims: Claims, issuerOf: (entry: Fields) => Issuer): Facts {
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
  };
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function singleEntry(certificate: Fields, group: 'v' | 't' | 'r'): Fields {
  const entries = certificate.find(group);
  if (!Array.isArray(entries)) return certificate.refuse(group);
  if (entries.length !== 1) throw new Refusal('schema-several-entries', group);
  const entry = new Fields(entries[0], `${group}/0`);
  entry.getText('is');
  return entry;
}

function readHolder(certificate: Fields): Holder {
  const name = new Fields(certificate.find('nam'), 'nam');
  const standardFamilyName = readStandardName(name, 'fnt');
  const standardGivenName = readStandardName(name, 'gnt');
  if (standardFamilyName === undefined && standardGivenName === undefined) name.refuse('fnt');
  return {
    familyName: name.findText('fn') ?? '',
    givenName: name.findText('gn') ?? '',
    standardFamilyName: standardFamilyName ?? '',
    standardGivenName: standardGivenName ?? '',
    bornOn: parseBirthDate(certificate.getText('dob')),
  };
}

function readStandardName(name: Fields, member: 'fnt' | 'gnt'): string | undefined {
  return name.find(member) === undefined ? undefined : name.getMatching(member, /^[A-Z<]*$/u);
}

function readEntries(group: 'v' | 't' | 'r', entry: Fields): Entries {
  return {
    doses: group === 'v' ? [readDose(entry)] : [],
    tests: group === 't' ? [readTest(entry)] : [],
    recoveries: group === 'r' ? [readRecovery(entry)] : [],
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

const testKinds = new Map<string, TestResult['kind']>([
  ['LP6464-4', 'pcr'],
  ['LP217198-3', 'antigen'],
]);

const testResults = new Map<string, TestResult['result']>([
  ['260415000', 'negative'],
  ['260373001', 'positive'],
]);

function readTest(entry: Fields): TestResult {
  return {
    targetDisease: entry.getText('tg'),
    kind: testKinds.get(entry.getText('tt')) ?? 'other',
    result: testResults.get(entry.getText('tr')) ?? 'unknown',
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

function readCountry(entry: Fields): string {
  return entry.getMatching('co', /^[A-Z]{1,10}$/u);
}
