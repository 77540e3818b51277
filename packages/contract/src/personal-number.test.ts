import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPersonalNumber } from './personal-number.ts';

const digit = fc.nat(9).map(String);
const gap = fc.constantFrom('', '', '', ' ', '-', '.', '/', ' - ');
const words = fc.constantFrom('', 'NIK ', 'telepon ', 'kartu dosis 2: ', 'dosis 2, 21/09/2021; ');

describe('a text of staff', () => {
  it('is found out with any long number, however it is grouped', () => {
    const grouped = fc
      .array(fc.tuple(digit, gap), { minLength: 10, maxLength: 16 })
      .map((parts) => parts.map(([one, after]) => one + after).join(''))
      // Ten digits and more that are by chance two dates in a row are dates.
      .filter((text) => !/\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text));
    fc.assert(fc.property(words, grouped, (before, number) => holdsPersonalNumber(before + number)));
  });

  it('may hold short numbers and any dates', () => {
    const date = fc.date({ min: new Date('1930-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    const written = date.map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.array(written, { maxLength: 4 }),
        fc.stringMatching(/^[a-z ]{0,20}\d{0,3}[a-z ]{0,20}$/),
        (days, text) => {
          expect(holdsPersonalNumber(`${text}. ${days.join(', ')}`)).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['NIK 5171010203040005', true],
    ['0812-3456-7890', true],
    ['+62 812 3456 789', true],
    ['Kartu kertas cocok', false],
    ['Suhu 39,2', false],
    ['Kartu tanggal 21-09-2021 dan 2021-10-19', false],
  ])('%s', (text, found) => {
    expect(holdsPersonalNumber(text)).toBe(found);
  });
});
