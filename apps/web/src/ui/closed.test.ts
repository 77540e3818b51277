import { expect, it } from 'vitest';
import { describeClosed } from './closed.tsx';
import { messages as en } from './closed-messages/en.ts';

it.each([
  ['order', null, 'Closed by order of the local authority.'],
  ['hours', '08:00', 'Outside the opening hours, opens again at 08.00.'],
  ['hours', null, 'Outside the opening hours.'],
] as const)('says by what a place is closed: %s, opens at %s', (by, opensAt, text) => {
  expect(describeClosed({ by, opensAt, reason: null }, en)).toBe(text);
});
