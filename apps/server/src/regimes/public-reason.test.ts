import { expect, it } from 'vitest';
import { publicReason, readPublicReason } from './public-reason.ts';

it.each([
  'SE 434/7095/2021',
  'SK Nomor 188.45/1234/HK/2021, berlaku 21-09-2021',
  'Surat 440/1234/DINKES/2021 dan 443.1/567/B/2022',
  ' Inmendagri 47/2021 ',
])('%s names a letter, not a person', (reason) => {
  expect(readPublicReason(reason)).toBe(reason.trim());
  expect(publicReason(reason)).toBe(reason.trim());
});

it.each(['NIK 5171010203040005', 'hubungi 0812-3456-7890', '5171010203040005/2021', 'SE 1/2021, +62 812 3456 789'])(
  '%s names a person',
  (reason) => {
    expect(() => readPublicReason(reason)).toThrow('reason-names-person');
    expect(publicReason(reason)).toBeNull();
  },
);
