import type { Answer, Ask, Call, PersonKind, SeenState } from './call.ts';
import type { LedgerLine, VenueRecord, VisitRow } from './venue-record.ts';

/** A venue without faults, in memory: what a checker must find nothing wrong with. */
export class HonestVenue {
  readonly calls: Call[] = [];
  readonly #ledger: LedgerLine[] = [];
  readonly #visits = new Map<string, VisitRow>();
  readonly #firstLimit: number;
  readonly #employees: readonly string[];
  #state: SeenState;
  #isClosed = false;

  /** @param employees who come as such; a party is of one kind, that of its first person */
  constructor(limit: number, employees: readonly string[] = []) {
    this.#firstLimit = limit;
    this.#employees = employees;
    this.#state = { seq: 0, visitors: 0, employees: 0, leased: 0, limit };
  }

  get record(): VenueRecord {
    return {
      venueId: 'venue',
      firstLimit: this.#firstLimit,
      counter: this.#state,
      ledger: this.#ledger,
      visits: [...this.#visits.values()],
    };
  }

  checkIn(eventId: string, persons: readonly string[], time: readonly [number, number]): Answer {
    const kind = this.#employees.includes(persons[0] ?? '') ? 'employee' : 'visitor';
    const ask = { action: 'check-in', eventId, persons, kind } as const;
    const rules = persons.map((person) => this.#ruleAgainst(person));
    if (rules.some((rule) => rule !== null)) {
      return this.#say(ask, time, { outcome: 'refused', rules, state: this.#state });
    }
    const { visitors, employees, leased, limit } = this.#state;
    if (visitors + employees + leased + persons.length > limit) {
      return this.#say(ask, time, { outcome: 'full', state: this.#state });
    }
    const visits = persons.map((person) => this.#enter(eventId, person, kind));
    return this.#say(ask, time, { outcome: 'admitted', visits, state: this.#state });
  }

  #ruleAgainst(person: string): string | null {
    const isInside = [...this.#visits.values()].some(({ pseudonym, open }) => open && pseudonym === person);
    return this.#isClosed ? 'door.ordered-closed' : isInside ? 'door.already-inside' : null;
  }

  checkOut(eventId: string, visitId: string, time: readonly [number, number]): Answer {
    const visit = this.#visits.get(visitId);
    if (visit?.open === true) {
      this.#visits.set(visitId, { ...visit, open: false, endedBy: 'visitor' });
      this.#count('check-out', eventId, visitId, this.#moved(visit.kind, -1));
    }
    return this.#say({ action: 'check-out', eventId, persons: [], visitId }, time, {
      outcome: 'left',
      state: this.#state,
    });
  }

  setLimit(eventId: string, limit: number, time: readonly [number, number]): Answer {
    this.#count('limit', eventId, null, { limit });
    return this.#say({ action: 'change', eventId, persons: [] }, time, { outcome: 'changed', state: this.#state });
  }

  order(eventId: string, action: 'close' | 'reopen', time: readonly [number, number]): Answer {
    this.#isClosed = action === 'close';
    return this.#say({ action, eventId, persons: [] }, time, { outcome: 'ordered' });
  }

  /** The same answer once more, as a retry gets it. */
  repeat(call: Call, time: readonly [number, number]): void {
    const [startedAtMs, endedAtMs] = time;
    this.calls.push({ ...call, startedAtMs, endedAtMs });
  }

  #enter(eventId: string, person: string, kind: PersonKind): string {
    const id = `visit ${this.#visits.size}`;
    this.#visits.set(id, { id, eventId, kind, pseudonym: person, open: true, byHand: false, endedBy: null });
    this.#count('check-in', eventId, id, this.#moved(kind, 1));
    return id;
  }

  #moved(kind: PersonKind, by: number): Partial<SeenState> {
    const { visitors, employees } = this.#state;
    return kind === 'visitor' ? { visitors: visitors + by } : { employees: employees + by };
  }

  #count(kind: string, eventId: string, visitId: string | null, change: Partial<SeenState>): void {
    this.#state = { ...this.#state, ...change, seq: this.#state.seq + 1 };
    this.#ledger.push({ ...this.#state, kind, eventId, visitId, override: false });
  }

  #say(
    ask: Omit<Ask, 'venueId' | 'body' | 'server'>,
    [startedAtMs, endedAtMs]: readonly [number, number],
    answer: Answer,
  ): Answer {
    this.calls.push({
      ...ask,
      venueId: 'venue',
      server: 'server',
      body: 'same',
      client: 0,
      startedAtMs,
      endedAtMs,
      answer,
    });
    return answer;
  }
}
