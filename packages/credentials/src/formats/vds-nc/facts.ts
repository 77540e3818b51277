import type { Dose, Facts, Holder, Issuer, TestResult } from '../../facts.ts';
import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';
import { Fields, parseBirthDate, parseInstant } from '../hcert/fields.ts';
import { findCountry } from './icao-country.ts';

const section = 'VDS-NC, Message Zone';

/** SNOMED CT code of COVID-19. */
const covid19 = '840539006';

/** Proof of vaccination and proof of testing of the Technical Report. What the holder's document is numbered is not read. */
export function readFacts(
  data: unknown,
  known: { readonly issuer: Issuer; readonly validUntil: string },
): Omit<Facts, 'identifiers'> {
  if (findMember(findMember(data, 'hdr'), 'v') !== 1) throw new Refusal('schema-invalid', 'data/hdr/v', { section });
  const message = fieldsOf(findMember(data, 'msg'), 'data/msg');
  const isTest = findMember(findMember(data, 'hdr'), 't') === 'icao.test';
  return {
    format: 'vds-nc',
    holder: readHolder(fieldsOf(message.find('pid'), 'data/msg/pid')),
    issuer: known.issuer,
    doses: isTest ? [] : readDoses(message),
    tests: isTest ? [readTest(message)] : [],
    recoveries: [],
    exemptions: [],
    issuedAt: isTest ? readReportedAt(message) : null,
    validUntil: known.validUntil,
    certificateId: message.getText(isTest ? 'utci' : 'uvci'),
  };
}

/** As it is written; empty where there is none. */
export function findCertificateId(data: unknown): string {
  const message = findMember(data, 'msg');
  const id = findMember(message, findMember(findMember(data, 'hdr'), 't') === 'icao.test' ? 'utci' : 'uvci');
  return typeof id === 'string' ? id : '';
}

function fieldsOf(value: unknown, path: string): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return new Fields(isObject ? new Map<unknown, unknown>(Object.entries(value)) : value, path, section);
}

function itemsOf(fields: Fields, name: string): Fields[] {
  const items = fields.find(name);
  if (!Array.isArray(items)) return fields.refuse(name);
  return items.map((item, index) => fieldsOf(item, fields.pathOf(`${name}/${index}`)));
}

/** Doc 9303-3 §3.4: two spaces end the primary identifier. A name without them is the primary one. */
function readHolder(person: Fields): Holder {
  const [familyName = '', ...rest] = person.getText('n').split(/ {2,}/u);
  const bornOn = person.findText('dob');
  return {
    familyName,
    givenName: rest.join(' '),
    standardFamilyName: '',
    standardGivenName: '',
    bornOn: bornOn === undefined ? '' : parseBirthDate(bornOn),
  };
}

function readDoses(message: Fields): Dose[] {
  const doses = itemsOf(message, 've').flatMap((event) => itemsOf(event, 'vd').map((given) => readDose(event, given)));
  if (doses.length === 0) throw new Refusal('schema-no-entry', 'data/msg/ve', { section });
  return doses;
}

function readDose(event: Fields, given: Fields): Dose {
  return {
    targetDisease: readDisease(event),
    vaccine: event.getText('des'),
    product: event.getText('nam'),
    manufacturer: '',
    number: readPlace(given),
    of: null,
    givenOn: given.getDate('dvc'),
    country: readCountry(given),
  };
}

/** ICD-11 extension codes of COVID-19 vaccines: any, inactivated, live, vector (two), subunit, virus-like, DNA, RNA. */
const covidVaccines = new Set([
  'XM68M6',
  'XM1NL1',
  'XM5DF6',
  'XM9QW8',
  'XM0CX4',
  'XM5JC5',
  'XM1J92',
  'XM6AT1',
  'XM0GQ8',
]);

/** ICD-11: RA01 and its divisions are COVID-19. The disease may be left out; then the vaccine tells. */
function readDisease(event: Fields): string {
  const disease = event.findText('dis') ?? '';
  if (/^RA01(?:\.\d)?$/u.test(disease)) return covid19;
  return disease === '' && covidVaccines.has(event.getText('des')) ? covid19 : disease;
}

/** Some issuers write the dose's number as text. */
function readPlace(given: Fields): number {
  const value = given.find('seq');
  const isDigits = typeof value === 'string' && /^\d{1,2}$/u.test(value);
  const place = isDigits ? Number(value) : value;
  return typeof place === 'number' && Number.isSafeInteger(place) && place >= 1 ? place : given.refuse('seq');
}

function readCountry(fields: Fields): string {
  return findCountry(fields.getText('ctr')) ?? fields.refuse('ctr');
}

/** A proof of testing is one of COVID-19; the Technical Report has no member for another disease. */
function readTest(message: Fields): TestResult {
  const result = fieldsOf(message.find('tr'), 'data/msg/tr');
  const dates = fieldsOf(message.find('dat'), 'data/msg/dat');
  return {
    targetDisease: covid19,
    kind: readKind(result.getText('tc')),
    result: outcomes.get(result.getText('r').toLowerCase()) ?? 'unknown',
    sampledAt: dates.getInstant('sc'),
    country: readCountry(fieldsOf(message.find('sp'), 'data/msg/sp')),
  };
}

/** `molecular(PCR)`, `molecular(other)`, `antigen`, `antibody`: all molecular tests amplify nucleic acid, as PCR does. */
function readKind(text: string): TestResult['kind'] {
  if (/^molecular|pcr/iu.test(text)) return 'pcr';
  return /^antigen/iu.test(text) ? 'antigen' : 'other';
}

const outcomes = new Map<string, TestResult['result']>([
  ['negative', 'negative'],
  ['normal', 'negative'],
  ['not detected', 'negative'],
  ['positive', 'positive'],
  ['abnormal', 'positive'],
  ['detected', 'positive'],
]);

function readReportedAt(message: Fields): string | null {
  const text = fieldsOf(message.find('dat'), 'data/msg/dat').findText('ri');
  return text === undefined ? null : (parseInstant(text) ?? null);
}
