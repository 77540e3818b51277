import type { Facts } from '@gapura/credentials';
import { describe, expect, it } from 'vitest';
import { messages as english } from './messages/en.ts';
import { messages as indonesian } from './messages/id.ts';
import { covid } from './names.ts';
import { formatDateTime } from '../i18n/index.ts';
import { listStatements, restOf } from './statements.ts';

const nothing: Facts = {
  format: 'nz-pass',
  holder: { familyName: '', givenName: '', standardFamilyName: '', standardGivenName: '', bornOn: '' },
  issuer: { country: '', name: '', keyId: '', demo: false },
  doses: [],
  tests: [],
  recoveries: [],
  exemptions: [],
  issuedAt: null,
  validUntil: null,
  certificateId: '',
  identifiers: [],
};
const about = { targetDisease: covid, country: 'ID' };
const dose = { ...about, vaccine: '', product: '511', manufacturer: '', number: 2, of: null, givenOn: '2021-08' };

function sayingsOf(facts: Partial<Facts>, t = indonesian): readonly string[][] {
  return listStatements({ ...nothing, ...facts }, t).map(({ title, lines }) => [title, ...lines]);
}

describe('what a certificate says', () => {
  it('names doses without a series, and dates as far as they are given', () => {
    expect(sayingsOf({ doses: [dose] })).toEqual([
      ['Vaksin, dosis 2', '2021-08', 'CoronaVac (Sinovac)', 'COVID-19 · Indonesia'],
    ]);
  });

  it('does not say that it names its holder where it names nobody', () => {
    expect(restOf(nothing, english)).toContain('no name');
    for (const name of [{ familyName: 'Sari' }, { standardGivenName: 'MADE' }]) {
      expect(restOf({ ...nothing, holder: { ...nothing.holder, ...name } }, english)).toContain('names its holder');
    }
  });

  it('tells a test by the minute, where this device is', () => {
    const sampledAt = '2021-09-30T01:00:00Z';
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const [said] = sayingsOf({ tests: [{ ...about, kind: 'antigen', result: 'positive', sampledAt }] });
    expect(said).toEqual(['Tes antigen: positif', formatDateTime(sampledAt, here), 'COVID-19 · Indonesia']);
  });

  it('names tests, recoveries and exemptions, with an end only where there is one', () => {
    const facts: Partial<Facts> = {
      tests: [{ ...about, kind: 'pcr', result: 'negative', sampledAt: '2021-09-30' }],
      recoveries: [{ ...about, firstPositiveOn: '2021-07-01', validFrom: '2021-07-15', validUntil: '2022-01-01' }],
      exemptions: [{ ...about, country: '', validFrom: '2021-07-01', validUntil: '' }],
    };
    expect(sayingsOf(facts, english)).toEqual([
      ['PCR test: negative', '30 September 2021', 'COVID-19 · Indonesia'],
      [
        'Recovered',
        'First positive 1 Juli 2021',
        'Valid from 15 Juli 2021 until 1 Januari 2022',
        'COVID-19 · Indonesia',
      ],
      ['Exempt from vaccination', 'Valid from 1 Juli 2021', 'COVID-19'],
    ]);
  });

  it('keeps what is about another disease away from the gate', () => {
    const [other] = listStatements({ ...nothing, doses: [{ ...dose, targetDisease: '6142004' }] }, indonesian);
    expect(other?.isForDoor).toBe(false);
    expect(other?.lines.at(-1)).toBe('Penyakit lain (6142004) · Indonesia');
  });

  it('says nothing for a pass that only names its holder', () => expect(sayingsOf({})).toEqual([]));
});
