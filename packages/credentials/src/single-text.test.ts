import { describe, expect, it } from 'vitest';
import { collectCode, toSingleText, type PartialCredential } from './single-text.ts';

const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0x80, 0xff, 10]);
const codes = ['shc:/1/3/5676', 'shc:/2/3/2909', 'shc:/3/3/4500'];

describe('toSingleText', () => {
  it.each([
    ['a text', ' HC1:ABC \n', 'HC1:ABC'],
    ['one code of a card', 'shc:/567629', 'shc:/567629'],
    ['a card of three codes', codes, 'shc:/567629094500'],
    ['its codes in another order', codes.toReversed(), 'shc:/567629094500'],
    ['a binary code', zip, 'B64:UEsDBACA/wo='],
    ['a binary code read as text', String.fromCharCode(...zip), 'B64:UEsDBACA/wo='],
    ['the bytes of a text', new TextEncoder().encode('{"data":"é"}'), '{"data":"é"}'],
  ])('makes one text of %s', (_name, input, text) => {
    expect(toSingleText(input)).toBe(text);
    expect(toSingleText(toSingleText(input))).toBe(text);
  });

  it('never joins what does not belong together', () => {
    for (const mixed of [
      codes.slice(1),
      [codes[0], 'shc:/2/2/29'],
      [codes[0], codes[0], codes[2]],
      ['HC1:A', 'HC1:B'],
    ]) {
      expect(toSingleText(mixed as string[])).not.toMatch(/^shc:\/\d+$/);
    }
  });
});

describe('collectCode', () => {
  const collect = (...scanned: readonly string[]) => {
    let partial: PartialCredential | undefined;
    const results = scanned.map((code) => {
      const collected = collectCode(partial, code);
      partial = collected.is === 'part' ? collected.partial : undefined;
      return collected.is === 'part' ? `${collected.partial.codes.size} of ${collected.partial.total}` : collected.text;
    });
    return results;
  };

  it('waits until every code is there, in any order, and counts each once', () => {
    const [one = '', two = '', three = ''] = codes;
    expect(collect(two, two, one, three)).toEqual(['1 of 3', '1 of 3', '2 of 3', 'shc:/567629094500']);
  });

  it('takes several at once, as people paste them', () => {
    expect(collect(` ${codes.join('\n')} `)).toEqual(['shc:/567629094500']);
    expect(collect(codes.slice(1).join('\r\n'), codes[0] ?? '')).toEqual(['2 of 3', 'shc:/567629094500']);
    expect(collect('HC1:A B')).toEqual(['HC1:A B']);
  });

  it('begins anew with a code of another card', () => {
    expect(collect('shc:/1/2/5676', 'shc:/1/2/5677', 'shc:/2/2/29')).toEqual(['1 of 2', '1 of 2', 'shc:/567729']);
    expect(collect('shc:/1/3/5676', 'shc:/2/2/29', 'shc:/1/2/56')).toEqual(['1 of 3', '1 of 2', 'shc:/5629']);
  });

  it.each(['HC1:ABC', 'shc:/5676', 'shc:/0/2/56', 'shc:/3/2/56', 'shc:/1/99/56', 'shc:/1/2/', '', 'shc:/1/1/56'])(
    'takes %j as it is',
    (code) => expect(collectCode(undefined, code).is).toBe('whole'),
  );

  it('leaves a credential that came between alone', () => {
    expect(collect('shc:/1/2/5676', 'HC1:ABC')).toEqual(['1 of 2', 'HC1:ABC']);
  });
});
