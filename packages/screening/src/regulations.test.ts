import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Facts } from '@gapura/credentials';
import type { Colour } from './decision.ts';
import { dose, exemption, factsWith, holder, recovery, test } from './examples/ordinary.ts';
import { allowedPlaces } from './limits.ts';
import { screen, type ScreenOptions } from './screen.ts';
import { getPack } from './test-packs.ts';

/** The regulations as tables: what each of them said from its date on, cell by cell. */

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));
const timeZone = 'Asia/Makassar';
const denpasar = getPack('id-denpasar-2021', readJson);
const february = getPack('id-2022-02', readJson);
const july = getPack('id-2022-07', readJson);

describe('levels × categories: what is allowed of a capacity of 999', () => {
  const everybody = (level: 1 | 2 | 3 | 4, category: string, today: string) => {
    const { total, closesAt, longestStayMinutes } = allowedPlaces(denpasar, 999, { level, category, today });
    return [total, closesAt, longestStayMinutes];
  };
  const employees = (level: 1 | 2 | 3 | 4, sector: 'non-essential' | 'essential' | 'critical', today: string) =>
    allowedPlaces(denpasar, 999, { level, category: 'government-office', sector, today });

  it.each([
    ['non-essential', '2021-10-25', 4, 0],
    ['non-essential', '2021-10-25', 3, 249],
    ['non-essential', '2021-10-25', 2, 499],
    ['non-essential', '2021-10-25', 1, 749],
    ['essential', '2021-10-25', 4, 499],
    ['essential', '2021-10-25', 3, 749],
    ['essential', '2021-10-25', 2, 999],
    ['essential', '2021-10-25', 1, 999],
    ['critical', '2021-10-25', 4, 999],
    ['critical', '2021-10-25', 3, 999],
    ['critical', '2021-10-25', 2, 999],
    ['critical', '2021-10-25', 1, 999],
    ['non-essential', '2021-09-30', 4, null],
    ['essential', '2021-09-30', 4, null],
    ['critical', '2021-09-30', 4, null],
  ] as const)(
    'employees of a government office, %s, on %s at level %d: %s; no number for visitors',
    (sector, on, level, places) => {
      expect(employees(level, sector, on)).toMatchObject({ employees: places, visitors: null, total: null });
    },
  );

  it.each([
    ['mall', '2021-08-16', 4, null, null, null],
    ['mall', '2021-08-17', 4, 499, '21:00', null],
    ['mall', '2021-09-21', 3, 499, '21:00', null],
    ['mall', '2021-09-21', 2, 499, '21:00', null],
    ['mall', '2021-09-21', 1, 999, '22:00', null],
    ['supermarket', '2021-09-21', 4, 499, '21:00', null],
    ['supermarket', '2021-09-21', 3, 499, '21:00', null],
    ['supermarket', '2021-09-21', 2, 749, '21:00', null],
    ['supermarket', '2021-09-21', 1, 999, null, null],
    ['restaurant', '2021-09-21', 4, 499, null, 30],
    ['restaurant', '2021-09-21', 3, 499, null, 60],
    ['restaurant', '2021-09-21', 2, 499, '21:00', 60],
    ['restaurant', '2021-09-21', 1, 749, null, 60],
    ['hotel', '2021-09-21', 4, 499, null, null],
    ['hotel', '2021-09-21', 3, 499, null, null],
    ['hotel', '2021-09-21', 2, 499, null, null],
    ['hotel', '2021-09-21', 1, null, null, null],
    ['cinema', '2021-09-21', 4, 0, null, null],
    ['cinema', '2021-10-06', 3, 499, null, null],
    ['cinema', '2021-10-18', 2, 499, null, null],
    ['cinema', '2021-10-19', 2, 699, null, null],
    ['cinema', '2021-09-21', 1, 699, null, null],
    ['tourist-site', '2021-09-21', 4, 499, null, null],
    ['tourist-site', '2021-09-21', 3, 499, null, null],
    ['tourist-site', '2021-09-21', 2, 249, null, null],
    ['tourist-site', '2021-09-21', 1, 749, null, null],
  ] as const)('%s on %s at level %d: %s places, closing %s, staying %s minutes', (category, on, level, ...expected) => {
    expect(everybody(level, category, on)).toEqual(expected);
  });
});

const born = (bornOn: string, ...parts: readonly Partial<Facts>[]): Facts[] =>
  parts.map((part) => factsWith({ ...part, holder: { ...holder, bornOn } }));
const grown = (...parts: readonly Partial<Facts>[]) => born('1990-05-17', ...parts);
const full = { doses: [dose({ number: 2, of: 2, givenOn: '2021-08-01' })] };
const first = { doses: [dose({ number: 1, of: 2, givenOn: '2021-08-01' })] };
const boosted = { doses: [dose({ number: 3, of: 3, givenOn: '2022-02-01' })] };
const antigen = (sampledAt: string) => ({ tests: [test({ kind: 'antigen', sampledAt })] });
const pcr = (sampledAt: string) => ({ tests: [test({ kind: 'pcr', sampledAt })] });
const positive = (sampledAt: string) => ({ tests: [test({ result: 'positive', sampledAt })] });
const recovered = (firstPositiveOn: string) => ({
  recoveries: [recovery({ firstPositiveOn, validFrom: firstPositiveOn, validUntil: '2023-01-01' })],
});
const met = (kind: 'case' | 'contact', on: string) => ({ exposures: [{ kind, on }] });

type Row = readonly [who: string, now: string, colour: Colour, options: Partial<ScreenOptions>];

function answersTo(rules: ScreenOptions['rules'], [, now, , options]: Row) {
  return screen({ facts: [], timeZone, rules, now: new Date(now), ...options });
}

describe('limits on who may enter, by category, level and date', () => {
  it.each([
    ['mall', 3, '2021-09-21', 'first dose', grown(first), 'refused'],
    ['mall', 3, '2021-10-05', 'first dose', grown(first), 'refused'],
    ['mall', 3, '2021-10-06', 'first dose', grown(first), 'review'],
    ['mall', 3, '2021-09-21', 'full doses', grown(full), 'admitted'],
    ['mall', 3, '2021-09-21', 'full doses at 70', born('1951-01-01', full), 'admitted'],
    ['mall', 3, '2021-09-21', 'full doses at 71', born('1950-01-01', full), 'refused'],
    ['mall', 3, '2021-10-05', 'a child of 11 with a parent', born('2010-01-01', first), 'refused'],
    ['mall', 3, '2021-10-06', 'a child of 11 with a parent', born('2010-01-01', first), 'admitted'],
    ['cinema', 3, '2021-10-06', 'a child of 11 with a parent', born('2010-01-01', first), 'refused'],
    ['cinema', 3, '2021-10-06', 'full doses', grown(full), 'admitted'],
    ['hotel', 3, '2021-09-21', 'full doses', grown(full), 'admitted'],
    ['hotel', 3, '2021-09-21', 'first dose', grown(first), 'review'],
    ['hotel', 3, '2021-09-21', 'a child of 11 with a parent', born('2010-01-01', first), 'refused'],
    [
      'hotel',
      3,
      '2021-09-21',
      'a child of 11, antigen of yesterday',
      born('2010-01-01', antigen('2021-09-20T00:00:00Z')),
      'admitted',
    ],
    [
      'hotel',
      3,
      '2021-09-21',
      'a child of 11, antigen of two days ago',
      born('2010-01-01', antigen('2021-09-19T00:00:00Z')),
      'refused',
    ],
    [
      'hotel',
      3,
      '2021-09-21',
      'a child of 11, PCR of two days ago',
      born('2010-01-01', pcr('2021-09-19T00:00:00Z')),
      'admitted',
    ],
    [
      'hotel',
      3,
      '2021-09-21',
      'a child of 11, PCR of three days ago',
      born('2010-01-01', pcr('2021-09-18T00:00:00Z')),
      'refused',
    ],
    ['hotel', 2, '2021-09-21', 'a child of 11 with a parent', born('2010-01-01', first), 'admitted'],
  ] as const)('%s at level %d on %s: %s', (...row) => {
    const [category, level, on, , facts, admission] = row;
    const now = new Date(`${on}T12:00:00+08:00`);
    const decision = screen({ facts, category, level, now, timeZone, rules: denpasar, accompanied: true });
    expect(decision.admission).toBe(admission);
  });
});

describe('the colours from September 2021', () => {
  const now = '2021-09-21T12:00:00+08:00';

  it('hold from 7 September 2021 until 13 February 2022', () => {
    expect([denpasar.inForceFrom, denpasar.inForceUntil]).toEqual(['2021-09-07', '2022-02-14']);
  });

  it.each<Row>([
    ['two doses', now, 'green', { facts: grown(full) }],
    ['one dose', now, 'yellow', { facts: grown(first) }],
    ['recovered less than 3 months ago', now, 'yellow', { facts: grown(recovered('2021-06-22')) }],
    ['recovered 3 months ago', now, 'red', { facts: grown(recovered('2021-06-21')) }],
    ['no vaccination', now, 'red', {}],
    ['only a negative test', now, 'red', { facts: grown(pcr('2021-09-21T00:00:00Z')) }],
    ['two doses and a positive test', now, 'black', { facts: grown(full, positive('2021-09-20T00:00:00Z')) }],
    ['two doses, a case', now, 'black', { facts: grown(full), ...met('case', '2021-09-20') }],
    ['two doses, contact 13 days ago', now, 'black', { facts: grown(full), ...met('contact', '2021-09-08') }],
    ['two doses, contact 14 days ago', now, 'green', { facts: grown(full), ...met('contact', '2021-09-07') }],
    ['a dated exemption', now, 'green', { facts: grown({ exemptions: [exemption({})] }) }],
    ['a child of 11 with a green companion', now, 'green', { bornOn: '2010-01-01', accompanied: true }],
    ['a child of 11 alone', now, 'red', { bornOn: '2010-01-01' }],
  ])('%s at %s: %s', (...row) => {
    expect(answersTo(denpasar, row).colour).toBe(row[2]);
  });
});

describe('the colours from 14 February 2022', () => {
  const now = '2022-03-01T12:00:00+08:00';

  it('hold until 16 July 2022', () => {
    expect([february.inForceFrom, february.inForceUntil]).toEqual(['2022-02-14', '2022-07-17']);
  });

  it.each<Row>([
    ['full doses', now, 'green', { facts: grown(full) }],
    ['antigen, 23 h 59 min 59 s', now, 'green', { facts: grown(antigen('2022-02-28T12:00:01+08:00')) }],
    ['antigen, 24 h', now, 'red', { facts: grown(antigen('2022-02-28T12:00:00+08:00')) }],
    ['PCR, 71 h 59 min 59 s', now, 'green', { facts: grown(pcr('2022-02-26T12:00:01+08:00')) }],
    ['PCR, 72 h', now, 'red', { facts: grown(pcr('2022-02-26T12:00:00+08:00')) }],
    ['one dose, recovered 89 days ago', now, 'green', { facts: grown(first, recovered('2021-12-02')) }],
    ['one dose, recovered 90 days ago', now, 'yellow', { facts: grown(first, recovered('2021-12-01')) }],
    ['one dose', now, 'yellow', { facts: grown(first) }],
    ['not vaccinated', now, 'red', {}],
    ['positive 9 days ago', now, 'black', { facts: grown(full, positive('2022-02-20T00:00:00+08:00')) }],
    ['positive 10 days ago', now, 'green', { facts: grown(full, positive('2022-02-19T00:00:00+08:00')) }],
    [
      'a case, exit test on day 4',
      now,
      'black',
      { facts: grown(full, pcr('2022-02-28T09:00:00+08:00')), ...met('case', '2022-02-24') },
    ],
    [
      'a case, exit test on day 5',
      now,
      'green',
      { facts: grown(full, pcr('2022-03-01T09:00:00+08:00')), ...met('case', '2022-02-24') },
    ],
    ['contact 13 days ago', now, 'black', { facts: grown(full), ...met('contact', '2022-02-16') }],
    ['contact 14 days ago', now, 'green', { facts: grown(full), ...met('contact', '2022-02-15') }],
  ])('%s at %s: %s', (...row) => {
    expect(answersTo(february, row).colour).toBe(row[2]);
  });

  it('let yellow enter', () => {
    expect(answersTo(february, ['one dose', now, 'yellow', { facts: grown(first) }]).admission).toBe('admitted');
  });
});

describe('the colours from 17 July 2022', () => {
  const now = '2022-08-01T12:00:00+08:00';
  const pupil = (...parts: readonly Partial<Facts>[]) => born('2010-01-01', ...parts);

  it('hold without an end', () => {
    expect([july.inForceFrom, july.inForceUntil]).toEqual(['2022-07-17', null]);
  });

  it.each<Row>([
    ['18 or older: booster', now, 'green', { facts: grown(boosted) }],
    ['18 or older: antigen, 23 h 59 min 59 s', now, 'green', { facts: grown(antigen('2022-07-31T12:00:01+08:00')) }],
    ['18 or older: PCR, 71 h 59 min 59 s', now, 'green', { facts: grown(pcr('2022-07-29T12:00:01+08:00')) }],
    ['18 or older: full doses, recovered 89 days ago', now, 'green', { facts: grown(full, recovered('2022-05-04')) }],
    ['18 or older: full doses, recovered 90 days ago', now, 'yellow', { facts: grown(full, recovered('2022-05-03')) }],
    ['18 or older: two doses', now, 'yellow', { facts: grown(full) }],
    ['18 or older: one dose', now, 'red', { facts: grown(first) }],
    ['18 or older: none', now, 'red', { bornOn: '1990-01-01' }],
    ['18 today: two doses', now, 'yellow', { facts: born('2004-08-01', full) }],
    ['18 tomorrow: two doses', now, 'green', { facts: born('2004-08-02', full) }],
    ['6 to 17: full doses', now, 'green', { facts: pupil(full) }],
    ['6 to 17: one dose', now, 'yellow', { facts: pupil(first) }],
    ['6 to 17: none', now, 'red', { bornOn: '2010-01-01' }],
    ['positive 9 days ago', now, 'black', { facts: grown(boosted, positive('2022-07-23T00:00:00+08:00')) }],
    ['positive 10 days ago', now, 'green', { facts: grown(boosted, positive('2022-07-22T00:00:00+08:00')) }],
    ['contact 13 days ago', now, 'black', { facts: grown(boosted), ...met('contact', '2022-07-19') }],
    ['contact 14 days ago', now, 'green', { facts: grown(boosted), ...met('contact', '2022-07-18') }],
  ])('%s at %s: %s', (...row) => {
    expect(answersTo(july, row).colour).toBe(row[2]);
  });
});

describe('time', () => {
  const contact = (on: string) => ({ facts: grown(full), ...met('contact', on) });
  const colourAt = (zone: string, now: string, options: Partial<ScreenOptions>) =>
    screen({ facts: [], rules: denpasar, timeZone: zone, now: new Date(now), ...options }).colour;

  it.each([
    ['Asia/Makassar', '2021-09-20T15:59:59.999Z', 'black'],
    ['Asia/Makassar', '2021-09-20T16:00:00.000Z', 'green'],
    ['Asia/Jakarta', '2021-09-20T16:59:59.999Z', 'black'],
    ['Asia/Jakarta', '2021-09-20T17:00:00.000Z', 'green'],
    ['Asia/Jayapura', '2021-09-20T15:00:00.000Z', 'green'],
    ['UTC', '2021-09-20T16:00:00.000Z', 'black'],
  ])('a quarantine of 14 days ends at midnight of %s: at %s %s', (zone, now, colour) => {
    expect(colourAt(zone, now, contact('2021-09-07'))).toBe(colour);
  });

  it.each([
    // Clocks go back on 31 October 2021 and forward on 7 November 2021 in these zones, or not at all.
    ['Europe/Berlin', '2021-10-18', '2021-10-31T22:59:59.999Z', 'black'],
    ['Europe/Berlin', '2021-10-18', '2021-10-31T23:00:00.000Z', 'green'],
    ['America/New_York', '2021-10-25', '2021-11-08T04:59:59.999Z', 'black'],
    ['America/New_York', '2021-10-25', '2021-11-08T05:00:00.000Z', 'green'],
  ])('and on a day of 25 hours: in %s, contact on %s, at %s %s', (zone, on, now, colour) => {
    expect(colourAt(zone, now, contact(on))).toBe(colour);
  });

  it('a test that was good when its holder joined the line has lapsed at the door', () => {
    const facts = grown(pcr('2022-02-26T02:00:00Z'));
    const at = (now: string) => screen({ facts, rules: february, timeZone, now: new Date(now) }).colour;
    expect([at('2022-03-01T01:30:00Z'), at('2022-03-01T01:59:59.999Z'), at('2022-03-01T02:00:00Z')]).toEqual([
      'green',
      'green',
      'red',
    ]);
  });

  it('a limit of a new day holds from midnight of the venue', () => {
    const percentOn = (today: string) => allowedPlaces(denpasar, 100, { category: 'cinema', level: 2, today }).total;
    expect([percentOn('2021-10-18'), percentOn('2021-10-19')]).toEqual([50, 70]);
  });
});
