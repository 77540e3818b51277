import type { Call } from './call.ts';
import { groupByEvent, type EventCalls } from './events.ts';
import type { Violation } from './violation.ts';

/** An order that closed the venue, and the call that took it back. */
interface Closing {
  readonly close: Call;
  readonly reopen: Call | undefined;
}

/**
 * Once an order to close has been answered, the counter has no places, so no server admits anybody who comes afterwards. That it
 * was taken back, the servers that did not answer it hear a moment later, and how much later is a matter of the machine: of
 * them only that is asked which never is true, that an order closed the venue before there was one.
 */
export function checkClosing(calls: readonly Call[]): readonly Violation[] {
  const closings = listClosings(calls);
  const checkIns = groupByEvent(calls.filter(({ action }) => action === 'check-in'));
  return checkIns.flatMap((event) => [...checkAdmitted(closings, event), ...checkTurnedAway(closings, event)]);
}

function listClosings(calls: readonly Call[]): readonly Closing[] {
  const orders = calls
    .filter(({ action }) => action === 'close' || action === 'reopen')
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  return orders.flatMap((close, place) => {
    const reopen = orders.slice(place + 1).find(({ action }) => action === 'reopen');
    return close.action === 'close' ? [{ close, reopen }] : [];
  });
}

function checkAdmitted(closings: readonly Closing[], { eventId, tries, answered }: EventCalls): readonly Violation[] {
  const [first] = answered;
  if (first?.answer.outcome !== 'admitted') {
    return [];
  }
  const wrong = closings.find(
    ({ close, reopen }) =>
      close.answer.outcome === 'ordered' &&
      tries.every((call) => call.startedAtMs > close.endedAtMs) &&
      (reopen === undefined || reopen.startedAtMs > first.endedAtMs),
  );
  return wrong === undefined
    ? []
    : [
        {
          kind: 'admitted-closed',
          text: `${eventId} came after ${wrong.close.eventId} had been answered and was admitted`,
        },
      ];
}

function checkTurnedAway(closings: readonly Closing[], { eventId, tries, answered }: EventCalls): readonly Violation[] {
  const told = answered.find(
    ({ answer }) => answer.outcome === 'refused' && answer.rules.includes('door.ordered-closed'),
  );
  if (told === undefined) {
    return [];
  }
  const mayBeClosed = closings.some(
    ({ close, reopen }) =>
      close.startedAtMs < told.endedAtMs &&
      !tries.every((call) => reopen?.server === call.server && isAfter(call, reopen)),
  );
  return mayBeClosed
    ? []
    : [{ kind: 'refused-untrue', text: `${eventId} was told that an order had closed the venue` }];
}

const isAfter = (call: Call, reopen: Call | undefined): boolean =>
  reopen?.answer.outcome === 'ordered' && call.startedAtMs > reopen.endedAtMs;
