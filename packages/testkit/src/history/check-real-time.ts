import { isAnswered, type Call } from './call.ts';
import { eventKey, groupByEvent, type EventCalls } from './events.ts';
import type { VenueRecord } from './venue-record.ts';
import type { Violation } from './violation.ts';

/** Something that took effect at one instant between its first try and its first answer. */
interface Operation {
  readonly name: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly seq: number;
  /** Has a line of its own in the ledger; otherwise it only saw one. */
  readonly writes: boolean;
}

/** The seq of each check-out by event and visit. */
type Ends = ReadonlyMap<string, number>;

/** Sweeps over all beginnings: whatever had been answered by then has a lower seq (I7). */
export function checkRealTime(record: VenueRecord, calls: readonly Call[]): readonly Violation[] {
  const ends = indexEnds(record);
  const operations = [...groupByEvent(calls).flatMap((event) => operationsOf(ends, event)), ...looksOf(calls)];
  const byEnd = operations.toSorted((a, b) => a.endedAtMs - b.endedAtMs);
  const violations: Violation[] = [];
  let ended = 0;
  let latest: Operation | undefined;
  for (const operation of operations.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    for (let next = byEnd[ended]; next !== undefined && next.endedAtMs < operation.startedAtMs; next = byEnd[ended]) {
      latest = latest === undefined || next.seq > latest.seq ? next : latest;
      ended += 1;
    }
    if (latest !== undefined && (operation.writes ? operation.seq <= latest.seq : operation.seq < latest.seq)) {
      const text = `${latest.name} (seq ${latest.seq}) was answered before ${operation.name} (seq ${operation.seq}) began`;
      violations.push({ kind: 'order-broken', text });
    }
  }
  return violations;
}

/** A check-in and a change have one effect, however often they are asked for; a check-out has the one that ended its visit. */
function operationsOf(ends: Ends, { eventId, tries, answered }: EventCalls): readonly Operation[] {
  const [first] = tries;
  const [firstAnswer] = answered;
  if (first === undefined || firstAnswer === undefined || first.action === 'look') {
    return [];
  }
  const name = `${first.action} ${eventId}`;
  const startedAtMs = Math.min(...tries.map((call) => call.startedAtMs));
  const endedAtMs = Math.min(...answered.map((call) => call.endedAtMs));
  if (first.action === 'check-out') {
    const seq = ends.get(eventKey(first));
    return seq === undefined ? [] : [{ name, startedAtMs, endedAtMs, seq, writes: true }];
  }
  const { outcome, state } = firstAnswer.answer;
  return [{ name, startedAtMs, endedAtMs, seq: state.seq, writes: outcome === 'admitted' || outcome === 'changed' }];
}

function indexEnds({ ledger }: VenueRecord): Ends {
  const ends = ledger.filter(({ kind }) => kind === 'check-out');
  return new Map(ends.map(({ eventId, visitId, seq }) => [`${eventId}/${visitId}`, seq]));
}

/** A look at the occupancy, and each answer to a check-out, shows the counter of its own time. */
function looksOf(calls: readonly Call[]): readonly Operation[] {
  return calls.flatMap((call) =>
    isAnswered(call) && (call.action === 'look' || call.action === 'check-out')
      ? [
          {
            name: `look ${call.eventId}`,
            startedAtMs: call.startedAtMs,
            endedAtMs: call.endedAtMs,
            seq: call.answer.state.seq,
            writes: false,
          },
        ]
      : [],
  );
}
