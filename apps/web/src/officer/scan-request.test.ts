import { expect, it } from 'vitest';
import { largestParty, scanRequest, withPerson } from './scan-request.ts';

const at = { eventId: '0190a0a0-0000-7000-8000-000000000001', gate: '8F3KQ2ZT7M' };

it('asks for one person’s entry, or a party’s, each with the own certificate', () => {
  expect(scanRequest({ way: 'in', kind: 'employee' }, { ...at, certificates: ['HC1:A', 'HC1:B'] })).toEqual({
    way: 'in',
    body: { ...at, kind: 'employee', persons: [{ credentials: ['HC1:A'] }, { credentials: ['HC1:B'] }] },
  });
});

it('shows the badge of whoever has one', () => {
  const badges = { 'HC1:B': '0123456789ABCDEF' };
  expect(
    scanRequest({ way: 'in', kind: 'visitor' }, { ...at, certificates: ['HC1:A', 'HC1:B'], badges }),
  ).toMatchObject({
    body: { persons: [{ credentials: ['HC1:A'] }, { credentials: ['HC1:B'], employeeCode: '0123456789ABCDEF' }] },
  });
});

it('asks for the way out by the certificate alone', () => {
  expect(scanRequest({ way: 'out', kind: 'visitor' }, { ...at, certificates: ['HC1:A'] })).toEqual({
    way: 'out',
    body: { ...at, credentials: ['HC1:A'] },
  });
});

it('keeps a party free of repeats and within the server’s bound', () => {
  expect(withPerson(['HC1:A'], 'HC1:B').party).toEqual(['HC1:A', 'HC1:B']);
  expect(withPerson(['HC1:A'], 'HC1:A')).toEqual({ party: ['HC1:A'], refusal: 'known' });
  const whole = Array.from({ length: largestParty }, (_, n) => `HC1:${n}`);
  expect(withPerson(whole, 'HC1:MORE')).toEqual({ party: whole, refusal: 'full' });
});
