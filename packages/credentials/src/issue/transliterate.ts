/** Letters that are not their base letter with marks (ICAO 9303-3, section 6 A). */
const special: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  ı: 'I',
  Ĳ: 'IJ',
  ĸ: 'Q',
  Ł: 'L',
  Ŋ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  ß: 'SS',
  ẞ: 'SS',
  Þ: 'TH',
  Ŧ: 'T',
  Ü: 'UE',
};

/** Apostrophes, commas and full stops are left out; hyphens and spaces become one filler (ICAO 9303-3, section 4.6). */
const omitted = /['’ʼ‘`,.]/gu;
const separators = /[\s\-‐‑<]+/gu;

/**
 * A name in the letters of a machine readable zone: A to Z and `<`.
 * @returns null where a character of it has no such form, or nothing is left
 */
export function transliterate(name: string): string | null {
  const letters = Array.from(name.normalize('NFC').replaceAll(omitted, ''), (letter) => {
    const upper = letter === 'ı' || letter === 'ß' ? letter : letter.toUpperCase();
    return special[upper] ?? upper.normalize('NFD').replaceAll(/\p{M}/gu, '');
  });
  const written = letters.join('').replaceAll(separators, '<').replaceAll(/^<|<$/gu, '');
  return /^[A-Z]+(?:<[A-Z]+)*$/u.test(written) ? written : null;
}
