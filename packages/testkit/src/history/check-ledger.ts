import type { SeenState } from './call.ts';
import type { LedgerLine, VenueRecord } from './venue-record.ts';
import type { Violation } from './violation.ts';

export const insideOf = ({ visitors, employees }: SeenState): number => visitors + employees;
const takenOf = (state: SeenState): number => insideOf(state) + state.leased;

/** Replays the ledger by `seq` from an empty venue: I2, I3 and I4. */
export function checkLedger(record: VenueRecord): readonly Violation[] {
  const first: SeenState = { seq: 0, visitors: 0, employees: 0, leased: 0, limit: record.firstLimit };
  const violations: Violation[] = [];
  let before = first;
  for (const line of record.ledger) {
    violations.push(...checkSeq(before, line), ...checkStep(before, line), ...checkBounds(before, line));
    before = line;
  }
  return [...violations, ...checkCounter(before, record), ...checkVisits(record)];
}

function checkSeq(before: SeenState, { seq }: LedgerLine): readonly Violation[] {
  if (seq === before.seq) {
    return [{ kind: 'ledger-repeated', text: `seq ${seq} occurs twice` }];
  }
  return seq === before.seq + 1 ? [] : [{ kind: 'ledger-gap', text: `seq ${before.seq} is followed by ${seq}` }];
}

/** How far each kind of line moves the number of people inside; corrections and leases move it by what was counted. */
const moves: Readonly<Record<string, number>> = { 'check-in': 1, 'check-out': -1, limit: 0 };

function checkStep(before: SeenState, line: LedgerLine): readonly Violation[] {
  const move = moves[line.kind];
  const moved = insideOf(line) - insideOf(before);
  const kept =
    (line.kind === 'limit' || line.limit === before.limit) && (line.kind === 'lease' || line.leased === before.leased);
  if ((move === undefined || moved === move) && kept) {
    return [];
  }
  return [{ kind: 'count-broken', text: `seq ${line.seq} (${line.kind}): ${show(before)}, then ${show(line)}` }];
}

function checkBounds(before: SeenState, line: LedgerLine): readonly Violation[] {
  const violations: Violation[] = [];
  const grown = takenOf(line) > takenOf(before) && (line.kind === 'check-in' || !line.override);
  if (grown && takenOf(line) > line.limit) {
    violations.push({ kind: 'over-limit', text: `seq ${line.seq}: ${takenOf(line)} of ${line.limit}` });
  }
  if (Math.min(line.visitors, line.employees, line.leased) < 0) {
    violations.push({ kind: 'negative-count', text: `seq ${line.seq}: ${show(line)}` });
  }
  return violations;
}

function checkCounter(last: SeenState, { counter }: VenueRecord): readonly Violation[] {
  const members = ['seq', 'visitors', 'employees', 'leased', 'limit'] as const;
  return members.every((name) => counter[name] === last[name])
    ? []
    : [{ kind: 'counter-differs', text: `the counter says ${show(counter)}, the ledger ${show(last)}` }];
}

/** Each visit is counted in once and, when it has ended, out once; those that are open are the people inside. */
function checkVisits({ ledger, visits, counter }: VenueRecord): readonly Violation[] {
  const violations: Violation[] = [];
  const counted = countLines(ledger);
  for (const { id, open, byHand, endedBy } of visits) {
    const of = counted.get(id) ?? { in: 0, out: 0 };
    counted.delete(id);
    // A correction begins and ends visits with one line for all of them.
    if (of.in !== (byHand ? 0 : 1) || of.out !== (open || endedBy === 'correction' ? 0 : 1)) {
      const text = `visit ${id} (${open ? 'open' : 'ended'}) is counted in ${of.in} times and out ${of.out} times`;
      violations.push({ kind: 'visit-miscounted', text });
    }
  }
  for (const id of counted.keys()) {
    violations.push({ kind: 'visit-miscounted', text: `the ledger counts visit ${id}, which does not exist` });
  }
  const open = visits.filter((visit) => visit.open).length;
  if (open !== insideOf(counter)) {
    violations.push({ kind: 'open-visits-differ', text: `${open} open visits, ${insideOf(counter)} inside` });
  }
  return violations;
}

function countLines(ledger: readonly LedgerLine[]): Map<string, { in: number; out: number }> {
  const counted = new Map<string, { in: number; out: number }>();
  for (const { visitId, kind } of ledger) {
    if (visitId !== null) {
      const of = counted.get(visitId) ?? { in: 0, out: 0 };
      of[kind === 'check-out' ? 'out' : 'in'] += 1;
      counted.set(visitId, of);
    }
  }
  return counted;
}

export function show({ seq, visitors, employees, leased, limit }: SeenState): string {
  return `#${seq} ${visitors}+${employees} inside, ${leased} leased, limit ${limit}`;
}
