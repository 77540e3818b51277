import { afterEach, expect, it } from 'vitest';
import { formatClock, formatTime } from './format.ts';
import { language, type Language } from './language.ts';

const at = '2021-09-21T06:05:33Z';

afterEach(() => {
  language.value = 'id';
});

it.each<[Language, string, string]>([
  ['id', 'Asia/Makassar', '14.05 WITA'],
  ['ban', 'Asia/Makassar', '14.05 WITA'],
  ['en', 'Asia/Makassar', '14:05 WITA'],
  ['en', 'Asia/Jakarta', '13:05 WIB'],
  ['en', 'Asia/Jayapura', '15:05 WIT'],
  ['en', 'Asia/Kolkata', '11:35 GMT+5:30'],
])('in %s, a time in %s is %s', (shown, timeZone, text) => {
  language.value = shown;
  expect(formatTime(at, timeZone)).toBe(text);
});

it('a clock has its seconds', () => {
  language.value = 'en';
  expect(formatClock('Asia/Makassar')(new Date(at))).toBe('14:05:33 WITA');
});
