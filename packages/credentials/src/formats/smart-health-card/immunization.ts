import type { Dose } from '../../facts.ts';
import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';
import { parseBirthDate, parseDate } from '../hcert/fields.ts';
import { codingsOf, findText, listOf, type Resource } from './elements.ts';
import { describeVaccine } from './vaccines.ts';

type Unnumbered = Omit<Dose, 'number'>;

/**
 * The doses in the order of their dates, numbered for each disease. The same product on the same day is one dose that was
 * recorded twice.
 */
export function readDoses(resources: readonly Resource[]): Dose[] {
  const given = resources.filter(({ value }) => findMember(value, 'status') === 'completed').map(readDose);
  const recorded = new Set<string>();
  const counts = new Map<string, number>();
  return given.toSorted(byDate).flatMap((dose) => {
    const record = `${dose.givenOn} ${dose.product}`;
    if (dose.givenOn !== '' && recorded.has(record)) return [];
    recorded.add(record);
    // Against one disease products mix; where the disease is not known only the same product counts on.
    const series = dose.targetDisease || `product ${dose.product}`;
    const number = (counts.get(series) ?? 0) + 1;
    counts.set(series, number);
    return [{ ...dose, number }];
  });
}

function byDate(one: Unnumbered, other: Unnumbered): number {
  if (one.givenOn === other.givenOn) return 0;
  if (one.givenOn === '' || other.givenOn === '') return one.givenOn === '' ? 1 : -1;
  return one.givenOn < other.givenOn ? -1 : 1;
}

function readDose({ value, path }: Resource): Unnumbered {
  const codings = codingsOf(findMember(value, 'vaccineCode'), `${path}/vaccineCode`);
  if (codings.length === 0)
    throw new Refusal('schema-invalid', `${path}/vaccineCode`, { section: 'FHIR R4, Immunization' });
  const manufacturer = findMember(value, 'manufacturer');
  const described = describeVaccine(codings);
  return {
    ...described,
    manufacturer:
      findText(findMember(manufacturer, 'identifier'), 'value', `${path}/manufacturer`) ||
      findText(manufacturer, 'display', `${path}/manufacturer`),
    of: findSeries(value) ?? described.of,
    givenOn: readDate(findText(value, 'occurrenceDateTime', path), `${path}/occurrenceDateTime`),
    country: '',
  };
}

function findSeries(value: unknown): number | undefined {
  const doses = findMember(listOf(findMember(value, 'protocolApplied'))[0], 'seriesDosesPositiveInt');
  return typeof doses === 'number' && Number.isSafeInteger(doses) && doses > 0 ? doses : undefined;
}

/** A day, a month or a year; empty where the issuer gave a description instead. */
function readDate(text: string, path: string): string {
  if (text === '') return '';
  const date = parseDate(text) ?? parseBirthDate(text);
  if (date === '' || (date.length < 10 && date !== text))
    throw new Refusal('schema-date', path, { section: 'FHIR R4, dateTime' });
  return date;
}
