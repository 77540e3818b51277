import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transliterate } from './transliterate.ts';

describe('a name in machine readable letters', () => {
  test.each([
    ['Made Sari', 'MADE<SARI'],
    ["I Gusti Ngurah 'Rai", 'I<GUSTI<NGURAH<RAI'],
    ['O’Brien', 'OBRIEN'],
    ['Müller-Lüdenscheidt', 'MUELLER<LUEDENSCHEIDT'],
    ['Strauß', 'STRAUSS'],
    ['Ångström', 'AANGSTROEM'],
    ['Łukasz Żółć', 'LUKASZ<ZOLC'],
    ['Nguyễn Thị Đào', 'NGUYEN<THI<DAO'],
    ['Ærøskøbing Þór', 'AEROESKOEBING<THOR'],
    ['ıĲssel', 'IIJSSEL'],
    ['Drs. H. Sutrisno, M.Si.', 'DRS<H<SUTRISNO<MSI'],
    ['  Siti   -  Aminah ', 'SITI<AMINAH'],
    ['e\u0301milie', 'EMILIE'],
    ['A', 'A'],
  ])('%s is %s', (name, written) => {
    expect(transliterate(name)).toBe(written);
  });

  test.each(['', ' ', '-', '.', '李明', 'Иван', 'محمد', 'Budi 2', 'a_b', '=1+1', 'Made\u202eiraS', 'x😀'])(
    '%j has none',
    (name) => {
      expect(transliterate(name)).toBeNull();
    },
  );

  test('is the same when it is written again, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const written = transliterate(name);
        expect(written === null ? null : transliterate(written)).toBe(written);
      }),
    );
  });
});
