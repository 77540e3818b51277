import type { Call } from './call.ts';
import { groupByEvent, type EventCalls } from './events.ts';
import type { Violation } from './violation.ts';

/** What closed the venue and what reopened it; orders that overlap may have taken effect in either order. */
interface Orders {
  readonly closes: readonly Call[];
  readonly reopens: readonly Call[];
}

/**
 * Once an order to close has been answered, the counter has no places, so no server admits anybody who comes afterwards. That it
 * was taken back, the servers that did not answer it hear a moment later, and how much later is a matter of the machine: of
 * them only that is asked which never is true, that an order closed the venue before there was one.
 */
export function checkClosing(calls: readonly Call[]): readonly Violation[] {
  const orders: Orders = {
    closes: calls.filter(({ action }) => action === 'close'),
    reopens: calls.filter(({ action }) => action === 'reopen'),
  };
  const checkIns = groupByEvent(calls.filter(({ action }) => action === 'check-in'));
  return checkIns.flatMap((event) => [...checkAdmitted(orders, event), ...checkTurnedAway(orders, event)]);
}

function checkAdmitted({ closes, reopens }: Orders, { eventId, tries, answered }: EventCalls): readonly Violation[] {
  const [first] = answered;
  if (first?.answer.outcome !== 'admitted') {
    return [];
  }
  const mayHaveReopened = (close: Call): boolean =>
    reopens.some((reopen) => !isAfter(close, reopen) && reopen.startedAtMs < first.endedAtMs);
  const wrong = closes.find((close) => tries.every((call) => isAfter(call, close)) && !mayHaveReopened(close));
  return wrong === undefined
    ? []
    : [
        {
          kind: 'admitted-closed',
          text: `${eventId} came after ${wrong.eventId} had been answered and was admitted`,
        },
      ];
}

function checkTurnedAway({ closes, reopens }: Orders, { eventId, tries, answered }: EventCalls): readonly Violation[] {
  const told = answered.find(
    ({ answer }) => answer.outcome === 'refused' && answer.rules.includes('door.ordered-closed'),
  );
  if (told === undefined) {
    return [];
  }
  const isOver = (close: Call): boolean =>
    tries.every((call) =>
      reopens.some((reopen) => reopen.server === call.server && isAfter(call, reopen) && isAfter(reopen, close)),
    );
  const mayBeClosed = closes.some((close) => close.startedAtMs < told.endedAtMs && !isOver(close));
  return mayBeClosed
    ? []
    : [{ kind: 'refused-untrue', text: `${eventId} was told that an order had closed the venue` }];
}

/** Only what was answered is known to be done by then; what was not may be done at any time. */
const isAfter = (call: Call, order: Call): boolean =>
  order.answer.outcome === 'ordered' && call.startedAtMs > order.endedAtMs;
