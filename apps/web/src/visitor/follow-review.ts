import type { CheckInReply } from '@gapura/contract';
import { useEffect } from 'preact/hooks';
import { api, streamEvents } from '../api/index.ts';
import { announceChange, recordStore, type CheckInRecord } from '../offline/index.ts';
import { findDisputeEnd } from './disputable.ts';

const pollMs = 5_000;

/** While a check-in waits for the officer: follows the decision live, and asks every few seconds where that fails. */
export function useDecision(record: CheckInRecord): void {
  const { eventId, reply } = record;
  const isWaiting = reply.outcome === 'review' || findDisputeEnd(reply, Date.now()) !== undefined;
  useEffect(() => {
    if (!isWaiting) {
      return undefined;
    }
    const gate = reply.gate.code;
    const take = (next: CheckInReply): void => {
      keepDecision(eventId, next).catch(reportError);
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    // A missing answer is not an event here: the stream and the next question go on.
    const poll = (): void => void api.checkInNow(gate, eventId).then(take, () => undefined);
    const stop = streamEvents<CheckInReply>(`/api/v1/gates/${gate}/check-ins/${eventId}/stream`, 'check-in', {
      onData: take,
      onState: (state) => {
        clearInterval(timer);
        timer = state === 'lost' ? setInterval(poll, pollMs) : undefined;
      },
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [eventId, isWaiting]);
}

/** What a decision changes; a red one that is refused for good changes by what it no longer offers. */
function markOf({ outcome, disputableUntil }: CheckInReply): string {
  return `${outcome} ${disputableUntil ?? ''}`;
}

async function keepDecision(eventId: string, reply: CheckInReply): Promise<void> {
  const record = await recordStore.find(eventId);
  if (record !== undefined && markOf(record.reply) !== markOf(reply)) {
    await recordStore.put({
      ...record,
      reply,
      at: reply.outcome === 'admitted' ? new Date().toISOString() : record.at,
    });
    announceChange();
  }
}
