import type { Dose } from '../../facts.ts';
import { systems, type Coding } from './elements.ts';

type Described = Pick<Dose, 'targetDisease' | 'vaccine' | 'product' | 'of'>;

const covid19 = '840539006';

/** Kinds of vaccine as the EU value set names them. */
const kinds = {
  mrna: '1119349007',
  antigen: '1119305005',
  vector: '29061000087103',
  inactivated: '1157024006',
  other: 'J07BX03',
};

/**
 * The COVID-19 vaccines of the CVX code set, CDC, as of 2024, with the number of doses of the first series that the
 * product was authorised with: three had a single dose. Boosters and the yearly formulas have no series of their own.
 */
const covidVaccines = new Map<string, readonly [kind: keyof typeof kinds, of: number | null]>([
  ...codes('207 208 217 218 227 228', 'mrna', 2),
  ...codes('219', 'mrna', 3),
  ...codes('221 229 230 300 301 302 308 309 310 311 312 519 520', 'mrna', null),
  ...codes('211 226 509 515 517', 'antigen', 2),
  ...codes('507 513', 'antigen', 3),
  ...codes('225 313 508 521', 'antigen', null),
  ...codes('212 504 506', 'vector', 1),
  ...codes('210 505', 'vector', 2),
  ...codes('501 502 503 510 511 516 518', 'inactivated', 2),
  ...codes('512', 'other', 2),
  ...codes('514', 'other', 3),
  ...codes('213 500', 'other', null),
]);

function codes(list: string, kind: keyof typeof kinds, of: number | null) {
  return list.split(' ').map((code) => [code, [kind, of]] as const);
}

/** Products of the Canadian edition of SNOMED CT, and the CVX code of the same product. */
const canadianProducts = new Map([
  ['28571000087109', '207'],
  ['28581000087106', '208'],
  ['28761000087108', '210'],
  ['28961000087105', '210'],
  ['29171000087106', '211'],
  ['28951000087107', '212'],
  ['31341000087103', '505'],
  ['31431000087100', '506'],
  ['31301000087101', '510'],
  ['31311000087104', '511'],
]);

/** Groups of COVID-19 vaccines in SNOMED CT and in ICD-11: the kind is known, the product is not. */
const groups = new Map<string, keyof typeof kinds>([
  ['1119349007', 'mrna'],
  ['1119305005', 'antigen'],
  ['1162643001', 'antigen'],
  ['1157024006', 'inactivated'],
  ['29061000087103', 'vector'],
  ['28531000087107', 'other'],
  ['XM0GQ8', 'mrna'],
  ['XM5JC5', 'antigen'],
  ['XM1NL1', 'inactivated'],
  ['XM9QW8', 'vector'],
  ['XM0CX4', 'other'],
  ['XM5DF6', 'other'],
  ['XM1J92', 'other'],
  ['XM6AT1', 'other'],
  ['XM68M6', 'other'],
]);

const groupSystems: ReadonlySet<string> = new Set([systems.snomed, systems.icd11]);

/**
 * What is known of a vaccine by its codes. Vaccines against other diseases, and products in code systems that are not
 * known here, keep their code and no more.
 */
export function describeVaccine(codings: readonly Coding[]): Described {
  for (const coding of codings) {
    const described = findDescription(coding);
    if (described !== undefined) return described;
  }
  return { targetDisease: '', vaccine: '', product: codings[0]?.code ?? '', of: null };
}

function findDescription({ system, code }: Coding): Described | undefined {
  const product = system === systems.cvx ? code : system === systems.snomed ? canadianProducts.get(code) : undefined;
  const found = product === undefined ? undefined : covidVaccines.get(product);
  if (found !== undefined) {
    const [kind, of] = found;
    return { targetDisease: covid19, vaccine: kinds[kind], product: code, of };
  }
  const group = groupSystems.has(system) ? groups.get(code) : undefined;
  return group === undefined ? undefined : { targetDisease: covid19, vaccine: kinds[group], product: code, of: null };
}
