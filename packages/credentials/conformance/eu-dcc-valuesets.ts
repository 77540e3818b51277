import { readCredential, type Facts } from '@gapura/credentials';
import { mintText } from './mint.ts';
import { Tally, type Outcome } from './outcome.ts';
import { readJson } from './read-corpus.ts';

const entry = { tg: '840539006', co: 'ID', is: 'Dinas Kesehatan', ci: 'URN:UVCI:01:ID:VALUES#1' };
const person = { ver: '1.3.0', nam: { fn: 'Sari', fnt: 'SARI', gn: 'Ni Luh', gnt: 'NI<LUH' }, dob: '1991-02-03' };
const dose = { ...entry, vp: '1119349007', mp: 'EU/1/20/1507', ma: 'ORG-100031184', dn: 2, sd: 2, dt: '2021-08-01' };
const test = { ...entry, tt: 'LP6464-4', sc: '2021-08-01T01:00:00Z', tr: '260415000', tc: 'Puskesmas' };

interface ValueSet {
  readonly file: string;
  readonly member: string;
  readonly group: 'v' | 't';
  readonly found: (facts: Facts) => unknown;
  /** What the facts say for a code; the code itself unless told. */
  readonly expected?: Readonly<Record<string, string>>;
}

const valueSets: readonly ValueSet[] = [
  { file: 'disease-agent-targeted', member: 'tg', group: 'v', found: ({ doses }) => doses[0]?.targetDisease },
  { file: 'vaccine-prophylaxis', member: 'vp', group: 'v', found: ({ doses }) => doses[0]?.vaccine },
  { file: 'vaccine-medicinal-product', member: 'mp', group: 'v', found: ({ doses }) => doses[0]?.product },
  { file: 'vaccine-mah-manf', member: 'ma', group: 'v', found: ({ doses }) => doses[0]?.manufacturer },
  { file: 'country-2-codes', member: 'co', group: 'v', found: ({ doses }) => doses[0]?.country },
  {
    file: 'test-type',
    member: 'tt',
    group: 't',
    found: ({ tests }) => tests[0]?.kind,
    expected: { 'LP6464-4': 'pcr', 'LP217198-3': 'antigen' },
  },
  {
    file: 'test-result',
    member: 'tr',
    group: 't',
    found: ({ tests }) => tests[0]?.result,
    expected: { '260415000': 'negative', '260373001': 'positive' },
  },
];

/** Every code of every value set that facts show, in a certificate signed for the run. */
export async function runEuDccValuesets(folder: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { file, member, group, found, expected } of valueSets) {
    const tally = new Tally('eu-dcc-valuesets', file);
    const { valueSetValues } = readJson(folder, `${file}.json`) as {
      valueSetValues: Readonly<Record<string, unknown>>;
    };
    for (const code of Object.keys(valueSetValues)) {
      const payload = { ...person, [group]: [{ ...(group === 'v' ? dose : test), [member]: code }] };
      const reading = await readCredential(mintText(payload));
      const got = reading.ok ? found(reading.facts) : reading.violation.code;
      tally.count(`${file} ${code}`, expected === undefined ? code : (expected[code] ?? 'no meaning known'), got);
    }
    outcomes.push(tally.outcome);
  }
  return outcomes;
}
