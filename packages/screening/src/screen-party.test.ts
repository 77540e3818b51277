import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { screenParty } from './screen-party.ts';
import { dose, factsWith } from './examples/ordinary.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));
const rules = getPack('id-denpasar-2021', readJson);
const at = { now: new Date('2021-09-21T02:00:00Z'), timeZone: 'Asia/Makassar', rules };
const mother = { facts: [factsWith({ doses: [dose({ number: 2, givenOn: '2021-08-20' })] })] };
const partly = { facts: [factsWith({ doses: [dose({ number: 1, givenOn: '2021-08-20' })] })] };
const child = { facts: [], bornOn: '2014-02-03' };
const coloursOf = (members: Parameters<typeof screenParty>[0], where = {}) =>
  screenParty(members, { ...at, ...where }).map(({ colour }) => colour);

describe('screenParty', () => {
  it('lets a child enter with somebody who is green, in whatever order', () => {
    expect(coloursOf([mother, child])).toEqual(['green', 'green']);
    expect(coloursOf([child, child, mother])).toEqual(['green', 'green', 'green']);
  });

  it('keeps a child red with nobody, with another child, with yellow, and with black', () => {
    expect(coloursOf([child])).toEqual(['red']);
    expect(coloursOf([child, child])).toEqual(['red', 'red']);
    expect(coloursOf([partly, child])).toEqual(['yellow', 'red']);
    expect(coloursOf([{ ...mother, exposures: [{ kind: 'case', on: '2021-09-20' }] }, child])).toEqual([
      'black',
      'red',
    ]);
  });

  it('changes nothing for anybody who needs no companion', () => {
    expect(coloursOf([mother, partly, { facts: [] }])).toEqual(['green', 'yellow', 'red']);
  });

  it('does not count on somebody whom the place refuses', () => {
    const aged = {
      facts: [factsWith({ ...mother.facts[0], holder: { ...factsWith({}).holder, bornOn: '1940-01-01' } })],
    };
    expect(coloursOf([aged, child], { category: 'mall', level: 3 })).toEqual(['green', 'red']);
  });
});
