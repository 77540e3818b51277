import type { CheckInReply, Colour } from '@gapura/contract';
import { listOpenVisits, type CheckInRecord } from '../offline/index.ts';

type Shut = 'closed' | 'exit';

/** How a result looks: the verdict, or, when everybody has left, that it is over. */
export type Look = Colour | Shut | 'full' | 'left';

const shutRules: ReadonlyMap<string, Shut> = new Map([
  ['door.closed', 'closed'],
  ['door.ordered-closed', 'closed'],
  ['door.exit-only', 'exit'],
]);

/** Why the gate lets nobody in, whatever their certificates say; nothing where it is open. */
export function findShut({ persons }: Pick<CheckInReply, 'persons'>): Shut | undefined {
  const rules = persons.flatMap(({ reasons }) => reasons.map(({ rule }) => rule));
  return rules.map((rule) => shutRules.get(rule)).find((shut) => shut !== undefined);
}

export function lookOf(record: CheckInRecord): Look {
  const { outcome } = record.reply;
  if (outcome === 'admitted') return listOpenVisits(record).length > 0 ? 'green' : 'left';
  if (outcome === 'refused') return lookOfRefusal(record.reply);
  return outcome === 'review' ? 'yellow' : outcome;
}

/** Red and black are told even where the gate is shut for everybody. */
function lookOfRefusal(reply: Pick<CheckInReply, 'persons'>): Look {
  const has = (wanted: Colour): boolean => reply.persons.some(({ colour }) => colour === wanted);
  if (has('black')) return 'black';
  return has('red') ? 'red' : (findShut(reply) ?? 'red');
}

/** What became of a check-in, as the key of its word. */
export function wordOf({
  outcome,
  persons,
}: Pick<CheckInReply, 'outcome' | 'persons'>): CheckInReply['outcome'] | Shut {
  if (outcome !== 'refused') return outcome;
  const look = lookOfRefusal({ persons });
  return look === 'closed' || look === 'exit' ? look : outcome;
}
