import type { Counts, CounterState, VenueReading } from './store.ts';

/** What must always hold at a venue; `docs/operations/invariants.md` says how each is checked. */
export const invariants = ['I2', 'I3', 'I4', 'I5'] as const;
export type Invariant = (typeof invariants)[number];

export interface Fault {
  readonly invariant: Invariant;
  /** One sentence for the operator, with numbers only. */
  readonly says: string;
}

const empty = { seq: 0, visitors: 0, employees: 0, leased: 0 };

/** Everything that is wrong with a venue as it was read. */
export function faultsOf(reading: VenueReading): readonly Fault[] {
  return [...faultsOfLedger(reading), ...faultsOfCounter(reading)];
}

/** What is wrong with the lines that were read. */
export function faultsOfLedger({
  brokenOrder,
  brokenStep,
  overLimit,
  below,
  repeated,
}: VenueReading): readonly Fault[] {
  const lines: readonly [number | null, Invariant, string][] = [
    [brokenOrder, 'I4', 'does not follow its predecessor'],
    [brokenStep, 'I3', 'changes the numbers otherwise than its kind may'],
    [overLimit, 'I2', 'lets people in above the limit'],
    [below, 'I2', 'counts fewer than nobody'],
    [repeated, 'I5', 'counts somebody twice for one check-in'],
  ];
  return lines.flatMap(([seq, invariant, says]) =>
    seq === null ? [] : [{ invariant, says: `Line ${seq} of the ledger ${says}.` }],
  );
}

function faultsOfCounter({ counter, last, open }: VenueReading): readonly Fault[] {
  const expected = last ?? { ...empty, limit: counter.limit };
  const faults: Fault[] = [];
  if (counter.seq !== expected.seq) {
    faults.push({ invariant: 'I4', says: `The counter is at ${counter.seq}, the ledger ends with ${expected.seq}.` });
  }
  if (!isSame(counter, expected) || counter.limit !== expected.limit) {
    faults.push({ invariant: 'I3', says: `The counter says ${tell(counter)}, the ledger ${tell(expected)}.` });
  }
  if (!isSame(counter, open)) {
    faults.push({
      invariant: 'I3',
      says: `The counter says ${describeCounts(counter)}, open visits and leases ${describeCounts(open)}.`,
    });
  }
  return faults;
}

export function isSame(a: Counts, b: Counts): boolean {
  return a.visitors === b.visitors && a.employees === b.employees && a.leased === b.leased;
}

export function isSameState(a: CounterState, b: CounterState): boolean {
  return isSame(a, b) && a.seq === b.seq && a.limit === b.limit;
}

function tell(state: CounterState): string {
  return `${describeCounts(state)}, limit ${state.limit}`;
}

function describeCounts({ visitors, employees, leased }: Counts): string {
  return `${visitors} visitors, ${employees} employees, ${leased} leased`;
}
