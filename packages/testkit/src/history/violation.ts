/** What a history can break, each with the invariant that it breaks. */
export const violationKinds = {
  'acknowledged-lost': 'I1: what was acknowledged is in the database',
  'over-limit': 'I2: nobody enters when inside + leased has reached the limit',
  'negative-count': 'I2: nobody leaves who is not inside',
  'counter-differs': 'I3: the counter is what the ledger says',
  'open-visits-differ': 'I3: inside is the number of open visits',
  'visit-miscounted': 'I3: a visit is counted in once, and out once when it ends',
  'ledger-gap': 'I4: seq has no gap',
  'ledger-repeated': 'I4: no seq occurs twice',
  'count-broken': 'I3: each line of the ledger follows from the one before',
  'counted-twice': 'I5: an event is applied once',
  'counted-unasked': 'I5: nothing is counted that nobody asked for',
  'counted-unacknowledged': 'I5: who was turned away is not counted',
  'answers-differ': 'I5: the same event id gets the same answer',
  'conflict-answered': 'I5: another body under a known event id is refused',
  'inside-twice': 'I6: a person is inside once',
  'order-broken': 'I7: what was answered before another call began comes before it',
  'answer-untrue': 'linearizable: an answer shows the state that the ledger has at its seq',
  'full-untrue': 'I12: "full" is said only when it is full',
  'refused-untrue': 'linearizable: "already inside" and "closed" are said only to whom they are true',
  'kind-miscounted': 'I3: everybody is counted as what they came as',
  'admitted-closed': 'I2: nobody is admitted after an order to close was answered',
} as const;

export type ViolationKind = keyof typeof violationKinds;

export interface Violation {
  readonly kind: ViolationKind;
  readonly text: string;
}

const notLinearizable: readonly ViolationKind[] = [
  'over-limit',
  'negative-count',
  'ledger-gap',
  'ledger-repeated',
  'count-broken',
  'order-broken',
  'answer-untrue',
  'full-untrue',
  'refused-untrue',
  'kind-miscounted',
  'acknowledged-lost',
];

/** Whether the answers fit one order of the commands on one bounded counter. */
export function isLinearizable(violations: readonly Violation[]): boolean {
  return !violations.some(({ kind }) => notLinearizable.includes(kind));
}
