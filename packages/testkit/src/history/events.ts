import { isAnswered, type AnsweredCall, type Call } from './call.ts';

/** All tries under one event id. */
export interface EventCalls {
  readonly eventId: string;
  readonly tries: readonly Call[];
  readonly answered: readonly AnsweredCall[];
}

/** Check-outs of several visits may share an event id, so a try is grouped with those that ask for the same. */
export const eventKey = ({ eventId, visitId }: { eventId: string; visitId?: string }): string =>
  visitId === undefined ? eventId : `${eventId}/${visitId}`;

export function groupByEvent(calls: readonly Call[]): readonly EventCalls[] {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const group = groups.get(eventKey(call));
    if (group === undefined) {
      groups.set(eventKey(call), [call]);
    } else {
      group.push(call);
    }
  }
  return [...groups.values()].map((tries) => ({
    eventId: tries[0]?.eventId ?? '',
    tries,
    answered: tries.filter(isAnswered),
  }));
}
