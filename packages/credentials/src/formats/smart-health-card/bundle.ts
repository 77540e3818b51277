import type { Dose, Facts, Holder, TestResult } from '../../facts.ts';
import { findMember } from '../../json.ts';
import type { CertificateKind } from '../../trust/trust-store.ts';
import { Refusal } from '../../violation.ts';
import { parseBirthDate } from '../hcert/fields.ts';
import { findText, listOf, type Resource } from './elements.ts';
import { readDoses } from './immunization.ts';
import { readTests } from './observation.ts';

const bundleSection = 'FHIR R4, Bundle';

/**
 * What a bundle says of one person (FHIR R4, and the SMART Health Cards Vaccination & Testing guide). Resources of other
 * types are not looked at, nor are immunizations that were not done and observations that are not final.
 */
export function readBundle(bundle: unknown): Pick<Facts, 'holder' | 'doses' | 'tests'> {
  const resources = resourcesOf(bundle);
  const immunizations = resources.filter(({ type }) => type === 'Immunization');
  const observations = resources.filter(({ type }) => type === 'Observation');
  if (immunizations.length + observations.length === 0) {
    throw new Refusal('schema-no-entry', undefined, { section: bundleSection });
  }
  const doses: Dose[] = readDoses(immunizations);
  const tests: TestResult[] = readTests(observations);
  const patients = resources.filter(({ type }) => type === 'Patient');
  // A report of findings that mean nothing here may name nobody; whoever was vaccinated or tested must be named.
  const isForAnybody = patients.length === 0 && doses.length + tests.length === 0;
  return { holder: isForAnybody ? nobody : readHolder(patients), doses, tests };
}

const nobody: Holder = { familyName: '', givenName: '', standardFamilyName: '', standardGivenName: '', bornOn: '' };

/** The kinds of entry in a bundle whose shape is not checked yet. */
export function kindsOf(bundle: unknown): CertificateKind[] {
  const types = new Set(
    listOf(findMember(bundle, 'entry')).map((entry) => findMember(findMember(entry, 'resource'), 'resourceType')),
  );
  return [
    ...(types.has('Immunization') ? (['vaccination'] as const) : []),
    ...(types.has('Observation') ? (['test'] as const) : []),
  ];
}

function resourcesOf(bundle: unknown): Resource[] {
  if (findMember(bundle, 'resourceType') !== 'Bundle')
    throw new Refusal('schema-invalid', 'resourceType', { section: bundleSection });
  return listOf(findMember(bundle, 'entry')).map((entry, at) => {
    const value = findMember(entry, 'resource');
    const type = findMember(value, 'resourceType');
    return { type: typeof type === 'string' ? type : '', value, path: `entry/${at}` };
  });
}

function readHolder([patient, another]: readonly Resource[]): Holder {
  if (patient === undefined) throw new Refusal('schema-invalid', 'Patient', { section: 'FHIR R4, Patient' });
  if (another !== undefined) throw new Refusal('schema-several-entries', another.path, { section: 'FHIR R4, Patient' });
  const names = listOf(findMember(patient.value, 'name'));
  const name = names.find((each) => findMember(each, 'use') === 'official') ?? names[0];
  const path = `${patient.path}/name`;
  const given = listOf(findMember(name, 'given')).map((each) => findText({ given: each }, 'given', path));
  const familyName = findText(name, 'family', path);
  const givenName = given.filter((each) => each !== '').join(' ');
  return {
    // Some issuers give the whole name as one text.
    familyName: familyName === '' && givenName === '' ? findText(name, 'text', path) : familyName,
    givenName,
    standardFamilyName: '',
    standardGivenName: '',
    bornOn: parseBirthDate(findText(patient.value, 'birthDate', patient.path)),
  };
}
