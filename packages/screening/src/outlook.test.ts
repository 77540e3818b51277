import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certificateFacts } from './examples/certificate.ts';
import { outlookOf } from './outlook.ts';
import { screen } from './screen.ts';
import { dose, factsWith, recovery, test } from './examples/ordinary.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));
const rules = getPack('id-denpasar-2021', readJson);
const at = { now: new Date('2021-09-21T02:00:00Z'), timeZone: 'Asia/Makassar', rules };
const complete = factsWith({ doses: [dose({ number: 2, givenOn: '2021-08-20' })] });

function never(): never {
  throw new Error('The pack has no rules.');
}

describe('outlookOf', () => {
  it('tells from when a contact is green again: midnight of the venue', () => {
    const exposures = [{ kind: 'contact' as const, on: '2021-09-19' }];
    expect(outlookOf({ facts: [complete], exposures, ...at }).greenFrom).toBe('2021-10-02T16:00:00.000Z');
  });

  it('waits for a positive test to lapse', () => {
    const positive = factsWith({ tests: [test({ result: 'positive', sampledAt: '2021-09-20T02:00:00.000Z' })] });
    expect(outlookOf({ facts: [complete, positive], ...at }).greenFrom).toBe('2021-10-03T16:00:00.000Z');
  });

  it('finds an instant between two midnights, whether it is given or not', () => {
    const packs = { ...rules, rules: rules.rules.map((rule) => ({ ...rule })) };
    const conditions = [
      {
        id: 'closed',
        admission: 'refused' as const,
        texts: { id: 'Tutup', en: 'Closed', ban: 'Matutup' },
        advice: { id: 'Tunggu', en: 'Wait', ban: 'Antosang' },
        logic: {
          'not-after': [{ plusTime: [{ var: 'now' }, 0, 'hour'] }, { plusTime: ['2021-10-03T05:59:59Z', 0, 'hour'] }],
        },
      },
    ];
    const options = { ...at, rules: { ...packs, conditions: conditions as unknown as typeof rules.conditions } };
    const changes = [new Date('2021-10-03T06:00:00Z')];
    expect(outlookOf({ facts: [complete], ...options, changes }).greenFrom).toBe('2021-10-03T06:00:00.000Z');
    expect(outlookOf({ facts: [complete], ...options }).greenFrom).toBe('2021-10-03T06:00:00.000Z');
  });

  it('names the ways to green where waiting does not help', () => {
    const outlook = outlookOf({ facts: [], ...at });
    expect(outlook.greenFrom).toBeNull();
    expect(outlook.ways.map(({ rule }) => rule)).toEqual([
      'id-2021.two-doses',
      'id-2021.exempt',
      'id-2021.child-with-companion',
    ]);
  });

  it('has nothing to say to somebody who is green, or without rules', () => {
    expect(outlookOf({ facts: [complete], ...at })).toEqual({ greenFrom: null, afterBlack: null, needs: [], ways: [] });
    expect(outlookOf({ facts: [complete], ...at, rules: null })).toEqual({
      greenFrom: null,
      afterBlack: null,
      needs: [],
      ways: [],
    });
  });

  it('does not wait for a credential that has ended by then', () => {
    const exposures = [{ kind: 'contact' as const, on: '2021-09-19' }];
    const until = (validUntil: string) =>
      outlookOf({ facts: [{ ...complete, validUntil }], exposures, ...at }).greenFrom;
    expect(until('2021-10-10T00:00:00.000Z')).toBe('2021-10-02T16:00:00.000Z');
    expect(until('2021-10-02T15:59:59.000Z')).toBeNull();
  });

  it('asks what is in force at an instant of change', () => {
    const open = getPack('open', readJson);
    const changes = [new Date('2021-10-01T06:00:00Z')];
    const inForceAt = (instant: Date) => ({ rules: instant < new Date('2021-10-01T06:00:00Z') ? rules : open });
    expect(outlookOf({ facts: [], ...at, changes, inForceAt }).greenFrom).toBe('2021-10-01T06:00:00.000Z');
  });

  it('ends where the day begins, on a day with 25 hours too', () => {
    const berlin = { now: new Date('2021-10-30T10:00:00Z'), timeZone: 'Europe/Berlin', rules };
    const exposures = [{ kind: 'contact' as const, on: '2021-10-18' }];
    expect(outlookOf({ facts: [complete], exposures, ...berlin }).greenFrom).toBe('2021-10-31T23:00:00.000Z');
  });
});

describe('a window of green that is short', () => {
  const now = new Date('2022-03-01T02:00:00Z');
  const here = { now, timeZone: 'Asia/Makassar' };
  const contact = { kind: 'contact' as const, on: '2022-02-16' };
  const pcrOfToday = factsWith({ tests: [test({ sampledAt: '2022-03-01T01:00:00.000Z' })] });
  const twoDoses = factsWith({ doses: [dose({ number: 2 })] });
  const oneDose = factsWith({ doses: [dose({ number: 1 })] });
  const firstPositiveOn = '2021-12-03';
  const recovered88DaysAgo = factsWith({
    recoveries: [recovery({ firstPositiveOn, validFrom: '2021-12-14', validUntil: '2022-06-01' })],
  });

  it.each([
    ['id-2022-02', 'a PCR of today at the end of a contact', [pcrOfToday]],
    ['id-2022-02', 'one dose and recovered 88 days ago at the end of a contact', [oneDose, recovered88DaysAgo]],
    ['id-2022-07', 'two doses and a PCR of today at the end of a contact', [twoDoses, pcrOfToday]],
  ])('is found: by %s, %s', (pack, _what, facts) => {
    const outlook = outlookOf({ ...here, facts, exposures: [contact], rules: getPack(pack, readJson) });
    expect(outlook.greenFrom).toBe('2022-03-01T16:00:00.000Z');
  });

  it('is found where it begins and ends between two midnights', () => {
    const rule = { ...(rules.rules[0] ?? never()), id: 'test-waits', colour: 'green' as const };
    const logic = { and: [{ var: 'negativePcr' }, { '===': [{ var: 'negativePcr.hoursSince' }, 30] }] };
    const waiting = { ...rules, rules: [{ ...rule, logic: logic as unknown as typeof rule.logic }] };
    expect(outlookOf({ ...here, facts: [pcrOfToday], rules: waiting }).greenFrom).toBe('2022-03-02T07:00:00.000Z');
  });
});

describe('the end of black', () => {
  const here = { now: new Date('2022-03-01T02:00:00Z'), timeZone: 'Asia/Makassar' };
  const february = getPack('id-2022-02', readJson);
  const exposures = [{ kind: 'case' as const, on: '2022-02-25' }];

  it('is told to whom it does not turn green, with the colour that follows', () => {
    const oneDose = factsWith({ doses: [dose({ number: 1 })] });
    const outlook = outlookOf({ ...here, facts: [oneDose], exposures, rules: february });
    expect(outlook).toMatchObject({
      greenFrom: null,
      afterBlack: { from: '2022-03-06T16:00:00.000Z', colour: 'yellow' },
    });
  });

  it('is the beginning of green for whom it does', () => {
    const { greenFrom, afterBlack } = outlookOf({ ...here, facts: [complete], exposures, rules: february });
    expect(afterBlack).toEqual({ from: greenFrom, colour: 'green' });
    expect(outlookOf({ ...here, facts: [], rules: february }).afterBlack).toBeNull();
  });
});

describe('the needs', () => {
  const july = getPack('id-2022-07', readJson);
  const eu = getPack('eu-dcc', readJson);
  const now = new Date('2022-08-01T02:00:00Z');
  const born = (bornOn: string) => ({ ...factsWith({}).holder, bornOn });
  const twoDoses = factsWith({ doses: [dose({ number: 2, givenOn: '2021-08-20' })] });
  const needsOf = (options: Partial<Parameters<typeof outlookOf>[0]>) =>
    outlookOf({ facts: [], timeZone: 'Asia/Makassar', rules: july, now, ...options }).needs.map(
      ({ what, greenFrom, hours }) => [what, Math.round((Date.parse(greenFrom) - now.getTime()) / 3_600_000), hours],
    );

  it.each<[string, Partial<Parameters<typeof outlookOf>[0]>, unknown[]]>([
    [
      'two doses in July 2022',
      { facts: [twoDoses] },
      [
        ['booster', 0, null],
        ['pcr-test', 0, 72],
        ['antigen-test', 0, 24],
      ],
    ],
    [
      'nothing in July 2022',
      {},
      [
        ['booster', 0, null],
        ['pcr-test', 0, 72],
        ['antigen-test', 0, 24],
      ],
    ],
    [
      'a pupil',
      { facts: [factsWith({ doses: [dose({})], holder: born('2010-01-01') })] },
      [
        ['full-vaccination', 0, null],
        ['pcr-test', 0, 72],
        ['antigen-test', 0, 24],
      ],
    ],
    [
      'a small child',
      { bornOn: '2018-01-01' },
      [
        ['booster', 0, null],
        ['pcr-test', 0, 72],
        ['antigen-test', 0, 24],
        ['companion', 0, null],
      ],
    ],
    ['one dose in 2021', { rules, facts: [factsWith({ doses: [dose({})] })] }, [['full-vaccination', 0, null]]],
    [
      'one dose by rules of a state, where 14 days count in UTC',
      { rules: eu, facts: [factsWith({ doses: [dose({})] })] },
      [
        ['full-vaccination', 14 * 24 + 14, null],
        ['pcr-test', 0, 72],
        ['antigen-test', 0, 24],
      ],
    ],
    ['a contact', { facts: [twoDoses], exposures: [{ kind: 'contact', on: '2022-07-30' }] }, []],
    ['a case on day 4', { facts: [twoDoses], exposures: [{ kind: 'case', on: '2022-07-28' }] }, []],
    [
      'a case on day 5: an exit test',
      { facts: [twoDoses], exposures: [{ kind: 'case', on: '2022-07-27' }] },
      [
        ['pcr-test', 0, 72],
        ['antigen-test', 0, 24],
      ],
    ],
    [
      'somebody too old for a mall in 2021',
      {
        rules,
        category: 'mall',
        level: 3,
        now: new Date('2021-09-21T02:00:00Z'),
        facts: [factsWith({ doses: [dose({ number: 2 })], holder: born('1940-01-01') })],
      },
      [],
    ],
  ])('of %s', (_who, options, expected) => {
    expect(needsOf(options)).toEqual(expected);
  });

  it('are kept by the rules: who does what is needed is green then', () => {
    for (const need of outlookOf({ facts: [twoDoses], timeZone: 'Asia/Makassar', rules: july, now }).needs) {
      const more = {
        'pcr-test': { t: { tt: 'LP6464-4', sc: now.toISOString() } },
        booster: { v: { dn: 3, sd: 3, dt: '2022-08-01' } },
      };
      const certificate =
        need.what in more ? more[need.what as keyof typeof more] : { t: { tt: 'LP217198-3', sc: now.toISOString() } };
      const facts = [twoDoses, certificateFacts(certificate, twoDoses.holder.bornOn)];
      const lastMoment = new Date(now.getTime() + (need.hours ?? 24) * 3_600_000 - 1);
      expect(screen({ facts, rules: july, now: lastMoment, timeZone: 'Asia/Makassar' }).colour).toBe('green');
    }
  });
});
