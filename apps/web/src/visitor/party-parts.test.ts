import type { CheckInReply } from '@gapura/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from './check-in.ts';
import { partyNames } from './party-names.ts';
import { listWelcome, onlyThese, partyOfLeftover, theseFirst } from './party-parts.ts';

const gate = '8F3KQ2ZT7M';

function attemptOf(names: readonly string[], waiting: readonly string[] = []): Attempt {
  const partyOf = (all: readonly string[]) => all.map((name) => ({ personId: name, name }));
  const personsOf = (all: readonly string[]) => all.map((name) => ({ credentials: [name] }));
  return {
    party: partyOf(names),
    request: { gate, kind: 'visitor', persons: personsOf(names) },
    signature: 'S',
    ...(waiting.length > 0 && { leftover: { party: partyOf(waiting), persons: personsOf(waiting) } }),
  };
}

const namesOf = ({ party }: Pick<Attempt, 'party'>) => party.map(({ name }) => name);
const bus = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 50 });

describe('a part of a party', () => {
  it('loses nobody and doubles nobody, however it is split', () => {
    fc.assert(
      fc.property(bus, fc.nat(50), fc.array(fc.nat(49)), (names, cut, picks) => {
        const attempt = attemptOf(names.slice(0, cut), names.slice(cut));
        const first = theseFirst(attempt, new Set(picks));
        const all = [...namesOf(first), ...(first.leftover === undefined ? [] : namesOf(first.leftover))];
        expect(all.toSorted()).toEqual(names.toSorted());
      }),
    );
  });

  it('keeps each name with its own certificates', () => {
    fc.assert(
      fc.property(bus, fc.array(fc.nat(49)), (names, picks) => {
        const first = theseFirst(attemptOf(names), new Set(picks));
        expect(first.request.persons.map(({ credentials: [text] }) => text)).toEqual(namesOf(first));
        expect(first.leftover?.persons.map(({ credentials: [text] }) => text)).toEqual(
          first.leftover?.party.map(({ name }) => name),
        );
      }),
    );
  });

  it('forgets whoever was refused, and still remembers those who wait for room', () => {
    const part = onlyThese(attemptOf(['a', 'b', 'c'], ['d']), new Set([0, 2]));
    expect(namesOf(part)).toEqual(['a', 'c']);
    expect(part.leftover?.party).toEqual([{ personId: 'd', name: 'd' }]);
  });

  it('has no leftover when all of them go', () => {
    expect(theseFirst(attemptOf(['a', 'b']), new Set([0, 1]))).not.toHaveProperty('leftover');
  });

  it('lets those who waited follow at the same gate', () => {
    const { leftover, ...first } = theseFirst(attemptOf(['a', 'b', 'c']), new Set([1]));
    if (leftover === undefined) throw new Error('nobody waits');
    const record = { ...first, request: { eventId: 'e', ...first.request } };
    const next = partyOfLeftover(record as Parameters<typeof partyOfLeftover>[0], leftover);
    expect(next).toEqual({ ...attemptOf(['a', 'c']), signature: 'S' });
  });
});

describe('listWelcome', () => {
  const reason = (rule: string) => ({ rule, texts: { id: '', en: '', ban: '' }, advice: { id: '', en: '', ban: '' } });
  const person = (colour: 'green' | 'yellow' | 'red' | 'black', rule: string): CheckInReply['persons'][number] => ({
    colour,
    reasons: [reason(rule)],
    visit: null,
  });

  it('finds those who are not refused themselves', () => {
    const persons = [person('green', 'a'), person('red', 'b'), person('yellow', 'c'), person('black', 'd')];
    expect(listWelcome({ persons })).toEqual([0, 2]);
  });

  it('finds nobody where the door refuses', () => {
    expect(listWelcome({ persons: [person('green', 'door.closed'), person('red', 'door.closed')] })).toEqual([]);
  });
});

describe('partyNames', () => {
  it('names a family, and counts the rest of a bus', () => {
    expect(partyNames(['a', '', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
    expect(partyNames(['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'b', 'c', '+2']);
  });
});
