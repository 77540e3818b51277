import type { Validity } from '../../acceptance.ts';
import { toAlpha2 } from '../../countries.ts';
import type { Dose, Facts, Holder, Issuer } from '../../facts.ts';
import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';
import { Fields, parseBirthDate, parseDate, parseInstant } from '../hcert/fields.ts';

const section = 'DIVOC';
const covid = '840539006';

type Members = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, path: string): Fields {
  return new Fields(new Map(Object.entries(value ?? {})), path, section);
}

export function validityOf(credential: Members): Validity {
  const fields = fieldsOf(credential, '');
  const start = (name: string) => msOf(fields, name) ?? Number.NEGATIVE_INFINITY;
  const end = Math.min(msOf(fields, 'expirationDate') ?? Infinity, msOf(fields, 'validUntil') ?? Infinity);
  if (fields.find('issuanceDate') === undefined)
    throw new Refusal('validity-missing', 'issuanceDate', { section: 'VC §4.6' });
  return {
    issuedAtMs: Math.max(start('issuanceDate'), start('validFrom')),
    validUntilMs: end === Infinity ? null : end,
  };
}

function msOf(fields: Fields, name: string): number | undefined {
  const text = fields.findText(name);
  return text === undefined ? undefined : Date.parse(parseInstant(text) ?? fields.refuseDate(name));
}

/** The identifiers of its vaccinations, those that have one. */
export function certificateIdsOf(credential: Members): string[] {
  return eventsOf(credential)
    .map(certificateIdOf)
    .filter((id) => id !== '');
}

/**
 * It is read from the identifier of the vaccination's node, which it ends: the member `certificateId` could be exchanged
 * with others that stand for the same property.
 */
function certificateIdOf(event: unknown): string {
  const node = textOf(event, 'id');
  return node === '' ? textOf(event, 'certificateId') : node.slice(node.lastIndexOf('/') + 1);
}

function textOf(value: unknown, name: string): string {
  const text = findMember(value, name);
  return typeof text === 'string' ? text : '';
}

/** By date: the order in which they are written is not signed. */
function eventsOf(credential: Members): readonly unknown[] {
  const { evidence } = credential;
  const events: readonly unknown[] = Array.isArray(evidence) ? evidence : [evidence];
  const keyed = events.map((event) => ({ event, key: `${textOf(event, 'date')} ${textOf(event, 'id')}` }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ event }) => event);
}

export function readFacts(credential: Members, issuer: (country: string) => Issuer): Omit<Facts, 'identifiers'> {
  const { issuedAtMs, validUntilMs } = validityOf(credential);
  const doses = eventsOf(credential).map((event, index) => readDose(fieldsOf(event, `evidence/${index}`)));
  return {
    format: 'divoc',
    holder: readHolder(fieldsOf(credential['credentialSubject'], 'credentialSubject'), issuedAtMs),
    issuer: issuer(doses[0]?.country ?? ''),
    doses,
    tests: [],
    recoveries: [],
    exemptions: [],
    issuedAt: toInstant(issuedAtMs),
    validUntil: toInstant(validUntilMs),
    certificateId: certificateIdsOf(credential)[0]?.slice(0, 80) ?? '',
  };
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** Of the subject nothing but name and birth is read: its identifier, address and nationality are nobody's business. */
function readHolder(subject: Fields, issuedAtMs: number | null): Holder {
  return {
    familyName: subject.getText('name'),
    givenName: '',
    standardFamilyName: '',
    standardGivenName: '',
    bornOn: parseBirthDate(subject.findText('dob') ?? '') || birthYearOf(subject, issuedAtMs),
  };
}

const maxAge = 130;

/** India's first certificates give the age in years instead; whose birthday was still to come is born a year earlier. */
function birthYearOf(subject: Fields, issuedAtMs: number | null): string {
  const age = Number(subject.find('age') ?? Number.NaN);
  if (!Number.isSafeInteger(age) || age < 0 || age > maxAge || issuedAtMs === null) return '';
  return String(new Date(issuedAtMs).getUTCFullYear() - age);
}

function readDose(event: Fields): Dose {
  const [number, of] = readCounts(event);
  const facility = fieldsOf(event.find('facility'), event.pathOf('facility'));
  const address = fieldsOf(facility.find('address'), facility.pathOf('address'));
  return {
    targetDisease: covid,
    vaccine: event.findText('icd11Code') ?? '',
    product: event.findText('vaccine') ?? '',
    manufacturer: event.findText('manufacturer') ?? '',
    number,
    of,
    givenOn: readDate(event),
    country: toAlpha2(address.findText('addressCountry') ?? ''),
  };
}

/**
 * The signature does not tell the two counts apart: `dose` and `totalDoses` stand for one property. So the smaller is the
 * dose, or the first of two could be passed off as the second.
 */
function readCounts(event: Fields): [number: number, of: number | null] {
  const number = readCount(event, 'dose');
  if (event.find('totalDoses') === undefined) return [number, null];
  const of = readCount(event, 'totalDoses');
  return [Math.min(number, of), Math.max(number, of)];
}

function readCount(event: Fields, name: string): number {
  const value = event.find(name);
  return typeof value === 'string' && /^[1-9]\d?$/u.test(value.trim()) ? Number(value) : event.getCount(name);
}

const dayMs = 86_400_000;

/**
 * The same for its three dates: the vaccination's is the first of them, or it has been exchanged. Offsets may move one of
 * them by a day.
 */
function readDate(event: Fields): string {
  const date = getDate(event, 'date');
  for (const name of ['effectiveStart', 'effectiveUntil']) {
    const later = event.find(name) === undefined ? date : getDate(event, name);
    if (Date.parse(date) > Date.parse(later) + dayMs) event.refuseDate('date');
  }
  return date;
}

function getDate(event: Fields, name: string): string {
  return parseDate(event.getText(name)) ?? event.refuseDate(name);
}
