import { encode } from 'cborg';
import { mintText, type SpecimenIssuer } from './specimens.ts';

/** WHO DDCC certificates that the tests of this package mint for themselves. */

type Members = Readonly<Record<string, unknown>>;

const person = { name: 'Ni Luh Sari', birthDate: '1991-02-03', identifier: '1234567890' };
const icd11 = (code: string) => ({ code, system: 'http://id.who.int/icd11/mms' });
const country = (code: string) => ({ code, system: 'urn:iso:std:iso:3166' });

export const coreVaccination: Members = {
  ...person,
  vaccine: icd11('XM68M6'),
  brand: icd11('XM7HT3'),
  manufacturer: 'Sinovac',
  disease: icd11('RA01'),
  lot: 'SPECIMEN',
  date: '2021-08-01',
  dose: 2,
  total_doses: 2,
  country: country('IDN'),
  hcid: 'SPECIMEN-1',
  valid_from: '2021-09-01',
  valid_until: '2022-09-01',
};

export const groupedVaccination: Members = {
  ...person,
  vaccination: {
    vaccine: icd11('XM68M6'),
    brand: icd11('XM7HT3'),
    manufacturer: { display: 'Sinovac' },
    disease: icd11('RA01.0'),
    date: '2021-08-01T10:00:00+08:00',
    dose: 2,
    totalDoses: 2,
    country: country('IDN'),
  },
  certificate: { hcid: { value: 'SPECIMEN-1' }, period: { start: '2021-09-01', end: '2022-09-01' } },
};

export const coreTest: Members = {
  ...person,
  test: {
    pathogen: icd11('XN109'),
    type: { code: 'LP6464-4', system: 'http://loinc.org' },
    date: '2021-09-30T14:15:00+08:00',
    result: { code: '260415000', system: 'http://snomed.info/sct' },
    country: country('SGP'),
  },
};

export interface DdccMint {
  /** The member of claim -260; without one the core data set takes the place of the claims. */
  readonly member?: number;
  readonly core: Members;
  /** Further claims beside the certificate. */
  readonly claims?: ReadonlyMap<number, unknown>;
}

export function mintDdcc(issuer: SpecimenIssuer, { member, core, claims = new Map() }: DdccMint): string {
  if (member === undefined) return mintText(issuer, { encodedClaims: encode(core) });
  return mintText(issuer, { claims: new Map<number, unknown>([...claims, [-260, new Map([[member, core]])]]) });
}
