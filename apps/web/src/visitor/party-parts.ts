import type { CheckInReply } from '@gapura/contract';
import type { CheckInRecord, Leftover } from '../offline/index.ts';
import type { Attempt } from './check-in.ts';

type Chosen = ReadonlySet<number>;

/** Those who are chosen, by their places in the party, as a party of their own. The others stay outside for good. */
export function onlyThese({ party, request, signature, leftover }: Attempt, chosen: Chosen): Attempt {
  const isChosen = (_unused: unknown, index: number): boolean => chosen.has(index);
  const { gate, kind, persons } = request;
  return {
    party: party.filter(isChosen),
    request: { gate, kind, persons: persons.filter(isChosen) },
    signature,
    ...(leftover && { leftover }),
  };
}

/** Those who are chosen go first; the others are remembered with them, because they wait for room. */
export function theseFirst(attempt: Attempt, chosen: Chosen): Attempt {
  const first = onlyThese(attempt, chosen);
  const others = new Set([...attempt.party.keys()].filter((index) => !chosen.has(index)));
  const waiting = onlyThese(attempt, others);
  const leftover: Leftover = {
    party: [...waiting.party, ...(attempt.leftover?.party ?? [])],
    persons: [...waiting.request.persons, ...(attempt.leftover?.persons ?? [])],
  };
  const { leftover: _older, ...rest } = first;
  return leftover.party.length === 0 ? rest : { ...rest, leftover };
}

/** Those who wait for room, as a party at the same gate. */
export function partyOfLeftover({ request, signature }: CheckInRecord, { party, persons }: Leftover): Attempt {
  const { gate, kind } = request;
  return { party, request: { gate, kind, persons }, signature };
}

/**
 * Who of a refused party may try without the others: whoever is green or yellow and not refused by the door itself.
 * The server decides about them anew.
 */
export function listWelcome({ persons }: Pick<CheckInReply, 'persons'>): readonly number[] {
  const isWelcome = ({ colour, reasons }: CheckInReply['persons'][number]): boolean =>
    (colour === 'green' || colour === 'yellow') && reasons.every(({ rule }) => !rule.startsWith('door.'));
  return persons.flatMap((person, index) => (isWelcome(person) ? [index] : []));
}
