import type { TestResult } from '../../facts.ts';
import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';
import { parseInstant } from '../hcert/fields.ts';
import { codingsOf, findText, listOf, systems, type Coding, type Resource } from './elements.ts';

const covid19 = '840539006';
const finalStatuses: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);

/** Whether the virus is present, by nucleic acid amplification or sequencing: LOINC, also the groups LP6464-4 and panels. */
const nucleicAcidTests = new Set(
  (
    'LP6464-4 94306-8 94307-6 94308-4 94309-2 94310-0 94314-2 94315-9 94316-7 94500-6 94502-2 94531-1 94533-7 94534-5 ' +
    '94559-2 94565-9 94639-2 94640-0 94641-8 94647-5 94660-8 94756-4 94757-2 94758-0 94759-8 94760-6 94765-5 94766-3 ' +
    '94767-1 94822-4 94845-5 95406-5 95409-9 95424-8 95425-5 95608-6 95609-4 95823-1 95824-9 95826-4 96091-4 96120-1 ' +
    '96121-9 96122-7 96123-5 96448-6 96763-8 96765-3 96797-6 96829-7 96897-4 96957-6 96958-4 96986-5 97098-8 98131-6 ' +
    '98132-4 98493-0 98494-8'
  ).split(' '),
);

/** Whether a protein of the virus is present, by immunoassay. */
const antigenTests = new Set(['LP217198-3', '94558-4', '95209-3', '96119-3', '97097-0']);

/** Antibodies tell of an infection or vaccination long ago, so these are tests of neither kind. */
const antibodyTests = new Set(
  (
    '94503-0 94504-8 94505-5 94506-3 94507-1 94508-9 94547-7 94562-6 94563-4 94564-2 94661-6 94720-0 94761-4 94762-2 ' +
    '94768-9 94769-7 95125-1 95416-4 95542-7 98069-8'
  ).split(' '),
);

/** SNOMED CT qualifiers, LOINC answers and HL7 interpretations (SHC, Qualitative infectious disease lab test results). */
const results = new Map<string, TestResult['result']>([
  ['260373001', 'positive'],
  ['10828004', 'positive'],
  ['52101004', 'positive'],
  ['11214006', 'positive'],
  ['720735008', 'positive'],
  ['260408008', 'positive'],
  ['LA11882-0', 'positive'],
  ['LA6576-8', 'positive'],
  ['POS', 'positive'],
  ['DET', 'positive'],
  ['260415000', 'negative'],
  ['260385009', 'negative'],
  ['2667000', 'negative'],
  ['131194007', 'negative'],
  ['LA11883-8', 'negative'],
  ['LA6577-6', 'negative'],
  ['NEG', 'negative'],
  ['ND', 'negative'],
]);

export function readTests(resources: readonly Resource[]): TestResult[] {
  return resources.filter(({ value }) => finalStatuses.has(findMember(value, 'status'))).flatMap(readTest);
}

/** Other findings are none of our business: "negative" may also be said of the sugar in urine. */
function readTest({ value, path }: Resource): TestResult[] {
  const kind = kindOf(codingsOf(findMember(value, 'code'), `${path}/code`));
  if (kind === undefined) return [];
  const sampledAt = parseInstant(sampledAtOf(value, path));
  if (sampledAt === undefined) {
    throw new Refusal('schema-date', `${path}/effectiveDateTime`, { section: 'FHIR R4, Observation' });
  }
  return [{ targetDisease: covid19, kind, result: resultOf(value, path), sampledAt, country: '' }];
}

function kindOf(codings: readonly Coding[]): TestResult['kind'] | undefined {
  const loinc = codings.filter(({ system }) => system === systems.loinc).map(({ code }) => code);
  if (loinc.some((code) => antibodyTests.has(code))) return 'other';
  if (loinc.some((code) => nucleicAcidTests.has(code))) return 'pcr';
  return loinc.some((code) => antigenTests.has(code)) ? 'antigen' : undefined;
}

/** The coded value, and where it is none of the known ones the interpretation. Codes that disagree mean nothing. */
function resultOf(value: unknown, path: string): TestResult['result'] {
  const coded = resultOfCodings(codingsOf(findMember(value, 'valueCodeableConcept'), `${path}/valueCodeableConcept`));
  if (coded !== 'unknown') return coded;
  const interpretations = listOf(findMember(value, 'interpretation'));
  return resultOfCodings(interpretations.flatMap((concept) => codingsOf(concept, `${path}/interpretation`)));
}

function resultOfCodings(codings: readonly Coding[]): TestResult['result'] {
  const found = new Set(codings.map(({ code }) => results.get(code)));
  const [result] = found;
  return found.size === 1 ? (result ?? 'unknown') : 'unknown';
}

function sampledAtOf(value: unknown, path: string): string {
  const period = findMember(value, 'effectivePeriod');
  return findText(value, 'effectiveDateTime', path) || findText(period, 'start', `${path}/effectivePeriod`);
}
