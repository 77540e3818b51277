import type { CheckInReply, Colour } from '@gapura/contract';
import { expect, it } from 'vitest';
import { findShut, wordOf } from './look.ts';

const texts = { id: '', en: '', ban: '' };

function person(colour: Colour, ...rules: string[]): CheckInReply['persons'][number] {
  return { colour, reasons: rules.map((rule) => ({ rule, texts, advice: texts })), visit: null };
}

it.each([
  ['door.closed', 'closed'],
  ['door.ordered-closed', 'closed'],
  ['door.exit-only', 'exit'],
  ['door.already-inside', undefined],
])('%s: the gate is %s', (rule, shut) => {
  expect(findShut({ persons: [person('green', 'vaccinated'), person('green', rule, 'vaccinated')] })).toBe(shut);
});

it.each([
  ['refused', [person('green', 'door.closed')], 'closed'],
  ['refused', [person('yellow', 'door.exit-only')], 'exit'],
  ['refused', [person('green', 'door.closed'), person('red', 'door.closed')], 'refused'],
  ['refused', [person('black', 'door.closed')], 'refused'],
  ['refused', [person('green', 'door.already-inside')], 'refused'],
  ['admitted', [person('green')], 'admitted'],
  ['full', [person('green', 'door.full')], 'full'],
] as const)('%s %j is told as %s', (outcome, persons, word) => {
  expect(wordOf({ outcome, persons: [...persons] })).toBe(word);
});
