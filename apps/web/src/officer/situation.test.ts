import type { Colour } from '@gapura/contract';
import { expect, it } from 'vitest';
import { situationOf } from './situation.ts';

const texts = { id: '', en: '', ban: '' };
const person = (colour: Colour, ...rules: string[]) => ({
  colour,
  reasons: rules.map((rule) => ({ rule, texts, advice: texts })),
});

it.each([
  ['admitted', [person('green')], 'green'],
  // Admitted on a proof: the officer lets them in like everybody.
  ['admitted', [person('red')], 'green'],
  ['review', [person('yellow')], 'yellow'],
  ['refused', [person('red', 'vaccination-missing')], 'red'],
  ['refused', [person('red', 'credential-unreadable')], 'unreadable'],
  ['refused', [person('red', 'credential-unreadable'), person('red', 'vaccination-missing')], 'red'],
  ['refused', [person('green', 'door.closed')], 'closed'],
  ['refused', [person('red', 'door.ordered-closed')], 'closed'],
  ['refused', [person('black', 'door.closed')], 'black'],
  ['refused', [person('green', 'door.exit-only')], undefined],
  ['refused', [person('green', 'door.already-inside')], undefined],
  ['full', [person('green')], 'full'],
] as const)('%s %j', (outcome, persons, situation) => {
  expect(situationOf({ outcome, persons: [...persons] })).toBe(situation);
});
