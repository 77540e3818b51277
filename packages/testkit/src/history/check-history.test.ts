import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Answer, Call, SeenState } from './call.ts';
import { checkHistory } from './check-history.ts';
import { HonestVenue } from './honest-venue.ts';
import type { LedgerLine, VenueRecord, VisitRow } from './venue-record.ts';
import { violationKinds, type ViolationKind } from './violation.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface Draft {
  readonly calls: Writable<Call>[];
  readonly record: Omit<Writable<VenueRecord>, 'ledger' | 'visits'> & {
    ledger: Writable<LedgerLine>[];
    visits: Writable<VisitRow>[];
  };
}

/**
 * Four places: a party of two, one who comes and goes, an employee, one more, one who finds it full, one who is inside already,
 * and one who comes after an order has closed the venue. Call by call one after another.
 */
function honestDraft(): Draft {
  const venue = new HonestVenue(4, ['Dewi']);
  venue.checkIn('party', ['Ayu', 'Budi'], [0, 1]);
  const came = venue.checkIn('came', ['Citra'], [2, 3]);
  venue.checkOut('went', came.outcome === 'admitted' ? (came.visits[0] ?? '') : '', [4, 5]);
  venue.checkIn('third', ['Dewi'], [6, 7]);
  venue.checkIn('fourth', ['Eka'], [8, 9]);
  venue.checkIn('fifth', ['Fajar'], [10, 11]);
  venue.checkIn('again', ['Ayu'], [12, 13]);
  venue.order('order', 'close', [14, 15]);
  venue.checkIn('late', ['Gita'], [16, 17]);
  venue.setLimit('lower', 3, [18, 19]);
  return structuredClone({ calls: venue.calls, record: venue.record }) as Draft;
}

const callOf = ({ calls }: Draft, eventId: string): Writable<Call> => {
  const call = calls.find((each) => each.eventId === eventId);
  if (call === undefined) {
    throw new Error(`There is no call ${eventId}.`);
  }
  return call;
};

const withState = (answer: Answer, change: Partial<SeenState>): Answer =>
  'state' in answer ? { ...answer, state: { ...answer.state, ...change } } : answer;

const stateOf = ({ answer }: Call): SeenState => {
  if (!('state' in answer)) {
    throw new Error(`${answer.outcome} names no counter.`);
  }
  return answer.state;
};

const renumber = (ledger: Writable<LedgerLine>[], from: number, by: number): void => {
  for (const line of ledger.filter(({ seq }) => seq >= from)) {
    line.seq += by;
  }
};

/** One planted error of each kind. */
const planted: Readonly<Record<ViolationKind, (draft: Draft) => void>> = {
  'acknowledged-lost'({ record }) {
    record.ledger.splice(-2);
    record.visits.splice(-1);
    record.counter = { ...record.counter, ...record.ledger.at(-1) };
  },
  'over-limit'({ record }) {
    record.firstLimit = 3;
    record.ledger.forEach((line) => (line.limit = 3));
  },
  'negative-count'({ record }) {
    record.ledger[0] = { ...record.ledger[0], visitors: -1 } as LedgerLine;
  },
  'counter-differs'({ record }) {
    record.counter = { ...record.counter, visitors: 2 };
  },
  'open-visits-differ'({ record }) {
    record.visits.push({ ...record.visits[0], id: 'x', byHand: true } as VisitRow);
  },
  'visit-miscounted'({ record }) {
    record.visits.splice(0, 1);
  },
  'ledger-gap'({ record }) {
    renumber(record.ledger, 4, 1);
  },
  'ledger-repeated'({ record }) {
    renumber(record.ledger, 4, -1);
  },
  'count-broken'({ record }) {
    record.ledger[3] = { ...record.ledger[3], visitors: 3 } as LedgerLine;
  },
  'counted-twice'(draft) {
    callOf(draft, 'party').persons = ['Ayu'];
  },
  'counted-unasked'({ calls }) {
    calls.splice(0, 1);
  },
  'counted-unacknowledged'(draft) {
    const call = callOf(draft, 'third');
    call.answer = { outcome: 'refused', rules: [null], state: stateOf(call) };
  },
  'answers-differ'(draft) {
    const call = callOf(draft, 'third');
    draft.calls.push({ ...call, startedAtMs: 20, endedAtMs: 21, answer: withState(call.answer, { seq: 6 }) });
  },
  'conflict-answered'(draft) {
    draft.calls.push({ ...callOf(draft, 'third'), startedAtMs: 20, endedAtMs: 21, body: 'another' });
  },
  'inside-twice'(draft) {
    callOf(draft, 'fourth').persons = ['Dewi'];
  },
  'order-broken'(draft) {
    const [third, fourth] = [callOf(draft, 'third'), callOf(draft, 'fourth')];
    [third.startedAtMs, third.endedAtMs] = [fourth.endedAtMs + 0.1, fourth.endedAtMs + 0.2];
  },
  'answer-untrue'(draft) {
    const call = callOf(draft, 'third');
    call.answer = withState(call.answer, { visitors: 3 });
  },
  'full-untrue'(draft) {
    const call = callOf(draft, 'fifth');
    call.answer = withState(call.answer, { seq: 4, visitors: 2 });
  },
  'refused-untrue'(draft) {
    // Who has left is not inside.
    callOf(draft, 'again').persons = ['Citra'];
  },
  'kind-miscounted'(draft) {
    callOf(draft, 'third').kind = 'visitor';
  },
  'admitted-closed'(draft) {
    const [order, fourth] = [callOf(draft, 'order'), callOf(draft, 'fourth')];
    [order.startedAtMs, order.endedAtMs] = [fourth.startedAtMs - 0.2, fourth.startedAtMs - 0.1];
  },
};

describe('the history checker', () => {
  it('finds nothing in an honest history', () => {
    const { calls, record } = honestDraft();
    expect(checkHistory(calls, record)).toEqual({
      violations: [],
      acknowledged: 6,
      lost: 0,
      overLimit: 0,
      isLinearizable: true,
    });
  });

  test.each(Object.keys(violationKinds) as ViolationKind[])('catches and names %s', (kind) => {
    const draft = honestDraft();
    planted[kind](draft);
    expect(checkHistory(draft.calls, draft.record).violations.map((violation) => violation.kind)).toContain(kind);
  });

  it('believes a refusal only at the line at which it was true', () => {
    const draft = honestDraft();
    const call = callOf(draft, 'again');
    call.persons = ['Citra'];
    // Citra is inside from her line, the third, up to that which counts her out, the fourth.
    for (const [seq, isTrue] of [
      [2, false],
      [3, true],
      [4, false],
    ] as const) {
      call.answer = { outcome: 'refused', rules: ['door.already-inside'], state: { ...stateOf(call), seq } };
      const found = checkHistory(draft.calls, draft.record).violations.map(({ kind }) => kind);
      expect(found.includes('refused-untrue')).toBe(!isTrue);
    }
  });

  it('takes no refusal without a reason of the door, nor one that nothing explains', () => {
    for (const rule of [null, 'door.closed', 'door.ordered-closed']) {
      const draft = honestDraft();
      const call = callOf(draft, 'again');
      call.answer = { outcome: 'refused', rules: [rule], state: stateOf(call) };
      const { violations, isLinearizable } = checkHistory(draft.calls, draft.record);
      expect(violations.map(({ kind }) => kind)).toEqual(['refused-untrue']);
      expect(isLinearizable).toBe(false);
    }
  });

  it('lets no other server admit anybody either, and lets it hear late that an order was taken back', () => {
    const closed = honestDraft();
    planted['admitted-closed'](closed);
    callOf(closed, 'fourth').server = 'another';
    expect(checkHistory(closed.calls, closed.record).violations).toMatchObject([{ kind: 'admitted-closed' }]);
    const draft = honestDraft();
    const order = callOf(draft, 'order');
    draft.calls.push({ ...order, eventId: 'back', action: 'reopen', startedAtMs: 15.2, endedAtMs: 15.4 });
    expect(checkHistory(draft.calls, draft.record).violations).toMatchObject([{ kind: 'refused-untrue' }]);
    callOf(draft, 'late').server = 'another';
    expect(checkHistory(draft.calls, draft.record).violations).toEqual([]);
    draft.calls.splice(draft.calls.indexOf(callOf(draft, 'order')), 1);
    expect(checkHistory(draft.calls, draft.record).violations).toMatchObject([{ kind: 'refused-untrue' }]);
  });

  it('finds an employee who is counted as a visitor, in the visit and in the line', () => {
    const draft = honestDraft();
    draft.record.visits.forEach((visit) => (visit.kind = 'visitor'));
    const texts = checkHistory(draft.calls, draft.record).violations.map(({ kind, text }) => `${kind} ${text}`);
    expect(texts).toEqual([
      'kind-miscounted visit visit 3 was asked for as employee and is kept as visitor',
      'kind-miscounted seq 5 counts visit visit 3, whose kind is visitor, as another kind',
    ]);
  });

  it('says how many were let in above the limit, and how many were lost', () => {
    const draft = honestDraft();
    planted['over-limit'](draft);
    planted['answer-untrue'](draft);
    expect(checkHistory(draft.calls, draft.record)).toMatchObject({ overLimit: 1, isLinearizable: false });
    const other = honestDraft();
    planted['acknowledged-lost'](other);
    expect(checkHistory(other.calls, other.record)).toMatchObject({ lost: 2, isLinearizable: false });
  });

  it('takes a call without an answer as done or not done', () => {
    for (const isDone of [true, false]) {
      const draft = honestDraft();
      callOf(draft, 'lower').answer = { outcome: 'none', reason: 'ECONNRESET' };
      if (!isDone) {
        draft.record.ledger.splice(-1);
        draft.record.counter = { ...draft.record.counter, ...draft.record.ledger.at(-1) };
      }
      expect(checkHistory(draft.calls, draft.record).violations).toEqual([]);
    }
  });

  it('lets orders that overlap take effect in either order', () => {
    const venue = new HonestVenue(5, ['p 0']);
    venue.order('close', 'close', [10, 14]);
    venue.order('reopen', 'reopen', [9, 15]);
    venue.checkIn('in', ['p 0'], [16, 17]);
    expect(checkHistory(venue.calls, venue.record).violations).toEqual([]);
  });

  it('finds nothing in any honest history with calls that overlap and retries', () => {
    const step = fc.record({
      do: fc.constantFrom('in', 'in', 'in', 'out', 'limit', 'retry', 'close', 'reopen'),
      number: fc.nat({ max: 1_000 }),
      before: fc.double({ min: 0, max: 5, noNaN: true }),
      after: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const venue = new HonestVenue(5, ['p 0', 'p 1']);
        steps.forEach((each, at) => {
          const time = [at - each.before, at + each.after] as const;
          if (each.do === 'in') {
            const first = each.number % 8;
            venue.checkIn(`in ${at}`, each.number % 3 === 0 ? [`p ${first}`, `p ${first + 2}`] : [`p ${first}`], time);
          } else if (each.do === 'out') {
            const visit = venue.record.visits[each.number % Math.max(1, venue.record.visits.length)];
            if (visit !== undefined) {
              venue.checkOut(`out ${at}`, visit.id, time);
            }
          } else if (each.do === 'close' || each.do === 'reopen') {
            venue.order(`order ${at}`, each.do, time);
          } else if (each.do === 'limit') {
            venue.setLimit(`limit ${at}`, each.number % 10, time);
          } else {
            const earlier = venue.calls.filter(({ action, endedAtMs }) => action === 'check-in' && endedAtMs < time[0]);
            const call = earlier[each.number % Math.max(1, earlier.length)];
            if (call !== undefined) {
              venue.repeat(call, time);
            }
          }
        });
        expect(checkHistory(venue.calls, venue.record).violations).toEqual([]);
      }),
    );
  });
});
