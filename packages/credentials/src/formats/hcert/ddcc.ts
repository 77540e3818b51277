import { toAlpha2 } from '../../countries.ts';
import type { Dose, Facts, Holder, Issuer, TestResult } from '../../facts.ts';
import type { CertificateKind } from '../../trust/trust-store.ts';
import type { Validity } from '../../acceptance.ts';
import type { CborMap } from '../../cose/cbor.ts';
import { Refusal } from '../../violation.ts';
import type { Claims } from './claims.ts';
import { readTestKind, readTestOutcome } from './codes.ts';
import { Fields, parseBirthDate, parseDate, parseInstant } from './fields.ts';

/**
 * WHO's Digital Documentation of COVID-19 Certificates: the core data set of a vaccination status (DDCC:VS) or a test
 * result (DDCC:TR). Its first edition is flat and writes `total_doses`; the later one groups the members under
 * `vaccination` and `certificate` and writes `totalDoses`. Both are read.
 */
const section = 'WHO DDCC, core data set';

/** A certificate tells one event; more than a handful is no certificate of one person. */
const maxEvents = 8;
const dayMs = 86_400_000;

export function kindsOf(certificate: CborMap): CertificateKind[] {
  const isVaccination = certificate.has('vaccine') || certificate.has('vaccination');
  return [...(isVaccination ? ['vaccination' as const] : []), ...(certificate.has('test') ? ['test' as const] : [])];
}

/** As it is written; empty where there is none. The holder's own `identifier` is never read. */
export function findCertificateId(certificate: CborMap): string {
  const group: unknown = certificate.get('certificate');
  const id: unknown = (group instanceof Map ? group : certificate).get('hcid');
  const text: unknown = id instanceof Map ? id.get('value') : id;
  return typeof text === 'string' ? text : '';
}

/** The claims where there are any, otherwise what the core data set says; a date ends with its day. */
export function validityOf(claims: Claims): Validity {
  const { from, until } = readPeriod(claims.certificate);
  const endOfDayMs = until === undefined ? null : Date.parse(`${until}T00:00:00Z`) + dayMs - 1;
  return {
    issuedAtMs: latest(claims.issuedAtMs, from === undefined ? null : Date.parse(from)),
    validUntilMs: earliest(claims.validUntilMs, endOfDayMs),
  };
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function readPeriod(content: CborMap): { readonly from: string | undefined; readonly until: string | undefined } {
  const certificate = findGroup(new Fields(content, '', section), 'certificate');
  const period = findGroup(certificate, 'period');
  return {
    from: findInstant(certificate, 'valid_from') ?? findInstant(period, 'start'),
    until: findDate(certificate, 'valid_until') ?? findDate(period, 'end'),
  };
}

/** The group's own members, or those around it where the edition does not group them. */
function findGroup(fields: Fields, name: string): Fields {
  const value = fields.find(name);
  return value instanceof Map ? new Fields(value, fields.pathOf(name), section) : fields;
}

export function readFacts(
  claims: Claims,
  issuerOf: (country: string, authority: string) => Issuer,
): Omit<Facts, 'identifiers'> {
  const core = new Fields(claims.certificate, '', section);
  const doses = eventsOf(core, 'vaccination', 'vaccine').map(readDose);
  const tests = eventsOf(core, 'test', 'pathogen').map(readTest);
  if (doses.length + tests.length === 0) throw new Refusal('schema-no-entry', undefined, { section });
  const { issuedAtMs, validUntilMs } = validityOf(claims);
  const country = doses[0]?.country ?? tests[0]?.country ?? '';
  return {
    format: 'who-ddcc',
    holder: readHolder(core),
    issuer: issuerOf(country, core.findText('pha') ?? ''),
    doses,
    tests,
    recoveries: [],
    exemptions: [],
    issuedAt: toInstant(issuedAtMs),
    validUntil: toInstant(validUntilMs),
    certificateId: findCertificateId(claims.certificate).trim().slice(0, 80),
  };
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** The events of a group, which is one object or a list; `mark` tells that the core data set itself is the event. */
function eventsOf(core: Fields, group: string, mark: string): Fields[] {
  const value = core.find(group);
  if (value === undefined) return core.find(mark) === undefined ? [] : [core];
  const events: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (events.length > maxEvents) throw new Refusal('schema-several-entries', group, { section });
  return events.map((event, index) => new Fields(event, Array.isArray(value) ? `${group}/${index}` : group, section));
}

/** The core data set gives one name and does not say which part of it is which. */
function readHolder(core: Fields): Holder {
  return {
    familyName: core.getText('name'),
    givenName: '',
    standardFamilyName: '',
    standardGivenName: '',
    bornOn: parseBirthDate(core.findText('birthDate') ?? ''),
  };
}

function readDose(event: Fields): Dose {
  const of = event.find('total_doses') === undefined ? 'totalDoses' : 'total_doses';
  return {
    targetDisease: readDisease(event, 'disease'),
    vaccine: findCode(event, 'vaccine'),
    product: findCode(event, 'brand'),
    manufacturer: findCode(event, 'manufacturer') || findCode(event, 'ma_holder') || findCode(event, 'maholder'),
    number: event.getCount('dose'),
    of: event.find(of) === undefined ? null : event.getCount(of),
    givenOn: findDate(event, 'date') ?? '',
    country: toAlpha2(findCode(event, 'country')),
  };
}

function readTest(event: Fields): TestResult {
  return {
    targetDisease: readDisease(event, 'pathogen'),
    kind: readTestKind(findCode(event, 'type')),
    result: readTestOutcome(findCode(event, 'result')),
    sampledAt: event.getInstant('date'),
    country: toAlpha2(findCode(event, 'country')),
  };
}

const covid = '840539006';

/** COVID-19 and its virus in ICD-11; the disease in SNOMED CT is what facts say anyway. */
const covidCodes = new Set([covid, 'RA01', 'RA01.0', 'RA01.1', 'XN109', '840533007']);

function readDisease(event: Fields, member: string): string {
  const code = findCode(event, member);
  // The data set exists for one disease, and the first edition lets issuers leave it out.
  return code === '' || covidCodes.has(code) ? covid : code;
}

/** A coding's code, its display where it has none, or the text that stands for it; empty where it is absent. */
function findCode(event: Fields, member: string): string {
  const value = event.find(member);
  if (!(value instanceof Map)) return event.findText(member) ?? '';
  const coding = new Fields(value, event.pathOf(member), section);
  return coding.findText('code') ?? coding.findText('display') ?? '';
}

function findDate(fields: Fields, member: string): string | undefined {
  const text = fields.findText(member);
  return text === undefined ? undefined : (parseDate(text) ?? fields.refuseDate(member));
}

function findInstant(fields: Fields, member: string): string | undefined {
  const text = fields.findText(member);
  return text === undefined ? undefined : (parseInstant(text) ?? fields.refuseDate(member));
}
