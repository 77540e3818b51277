import type { PersonKind, SeenState } from '../history/index.ts';
import {
  undoMs,
  type Asked,
  type ByCommand,
  type Limits,
  type ModelAnswer,
  type ModelCommand,
  type Told,
} from './command.ts';
import { LeaseModel } from './lease-model.ts';
import { ReviewModel } from './review-model.ts';

interface Visit {
  readonly id: string;
  readonly person: string;
  readonly kind: PersonKind;
  readonly byHand: boolean;
  /** Instants are compared only. */
  readonly startedAt: number;
  open: boolean;
  endedByCorrection: boolean;
}

interface Known {
  readonly body: string;
  answer: ModelAnswer;
}

interface Correction extends Known {
  readonly began: readonly Visit[];
  readonly ended: readonly Visit[];
  readonly applied: boolean;
  readonly at: number;
  undone: boolean;
}

/**
 * A venue's door as a pure machine: no database, no clock, no chance. The same commands to it and to the real one must give the
 * same answers. Each command comes with the instant that the server takes for now, which may jump.
 */
export class VenueModel {
  readonly #entries = new Map<string, Known>();
  readonly #corrections = new Map<string, Correction>();
  readonly #deeds = new Map<string, string>();
  readonly #visits = new Map<string, Visit>();
  readonly #leases = new LeaseModel({
    state: () => this.#state,
    hasRoom: (kind, count) => this.#hasRoomFor(kind, count),
    count: (change) => this.#count(change),
    beginByHand: (name, kind, count, now) => void this.#beginByHand(name, kind, count, now),
  });
  readonly #reviews = new ReviewModel({
    state: () => this.#state,
    admit: (asked, now) => this.#enter(asked, now),
    retell: (event, answer) => Object.assign(this.#entries.get(event) ?? {}, { answer }),
  });
  #state: SeenState;
  #ofKinds: Omit<Limits, 'limit'> = { visitorLimit: null, employeeLimit: null };

  constructor(limit: number) {
    this.#state = { seq: 0, visitors: 0, employees: 0, leased: 0, limit };
  }

  get state(): SeenState {
    return this.#state;
  }

  get visitIds(): readonly string[] {
    return [...this.#visits.values()].filter(({ byHand }) => !byHand).map(({ id }) => id);
  }

  get correctionEvents(): readonly string[] {
    return [...this.#corrections.keys()];
  }

  get reviewEvents(): readonly string[] {
    return this.#reviews.eventNames;
  }

  get leaseEvents(): readonly string[] {
    return this.#leases.eventNames;
  }

  apply(command: ModelCommand, now: number): ModelAnswer {
    if ('body' in command && this.#isOfAnotherKind(command)) {
      return { outcome: 'conflict' };
    }
    const table: ByCommand<ModelAnswer> = {
      enter: (asked) => once(this.#entries, asked, () => ({ body: asked.body, answer: this.#arrive(asked, now) })),
      decide: (asked) => this.#reviews.decide(asked, now),
      leave: ({ visit }) => this.#leave(visit),
      limit: ({ limit, visitorLimit, employeeLimit }) => {
        this.#ofKinds = { visitorLimit, employeeLimit };
        return { outcome: 'limit', state: this.#count({ limit }) };
      },
      correct: (asked) => once(this.#corrections, asked, () => this.#correct(asked, now)),
      undo: ({ correction }) => this.#undo(correction, now),
      grant: (asked) => this.#leases.grant(asked, now),
      return: (asked) => this.#leases.return(asked, now),
      expire: ({ lease }) => this.#leases.expire(lease, now),
      reclaim: (asked) => this.#leases.reclaim(asked, now),
    };
    return (table[command.do] as (asked: ModelCommand) => ModelAnswer)(command);
  }

  /** One event id is of one check-in, one correction or one lease. */
  #isOfAnotherKind({ do: deed, event }: Asked<'enter' | 'correct' | 'grant'>): boolean {
    const first = this.#deeds.get(event) ?? deed;
    this.#deeds.set(event, first);
    return first !== deed;
  }

  forgetReviews(): void {
    this.#reviews.forget();
  }

  #arrive(asked: Asked<'enter'>, now: number): Told {
    return asked.isReviewed ? this.#reviews.open(asked, now) : this.#enter(asked, now);
  }

  #enter({ kind, guests }: Asked<'enter'>, now: number): Told {
    const already = guests.flatMap(({ person }, index) => (this.#isInside(person) ? [index] : []));
    if (already.length > 0) {
      return { outcome: 'refused', state: this.#state, already };
    }
    if (!this.#hasRoomFor(kind, guests.length)) {
      return { outcome: 'full', state: this.#state, already };
    }
    for (const { person, visit } of guests) {
      this.#begin({ id: visit, person, kind, byHand: false, startedAt: now });
      this.#count(one(kind, this.#state, 1));
    }
    return { outcome: 'admitted', state: this.#state, already };
  }

  #leave(id: string): ModelAnswer {
    const visit = this.#visits.get(id);
    if (visit === undefined) {
      return { outcome: 'unknown' };
    }
    if (visit.open) {
      visit.open = false;
      this.#count(one(visit.kind, this.#state, -1));
    }
    return { outcome: 'left', state: this.#state };
  }

  /** A recount is a fact and may pass the limit; people added by hand need room; nobody can be taken out who is not inside. */
  #correct(command: Asked<'correct'>, now: number): Correction {
    const { body, act, event } = command;
    const change = this.#changeOf(command);
    const after = {
      visitors: this.#state.visitors + change.visitors,
      employees: this.#state.employees + change.employees,
    };
    const refusal =
      act === 'add' && !this.#hasRoomFor(command.kind, command.count)
        ? 'full'
        : Math.min(after.visitors, after.employees) < 0
          ? 'too-few'
          : null;
    if (refusal !== null) {
      const answer = { outcome: refusal, state: this.#state, change: 0 };
      return { body, answer, began: [], ended: [], applied: false, at: now, undone: false };
    }
    const kinds = ['visitor', 'employee'] as const;
    const began = kinds.flatMap((kind) => this.#beginByHand(`${event} ${kind}`, kind, change[`${kind}s`], now));
    const ended = kinds.flatMap((kind) => this.#endOldest(kind, -change[`${kind}s`]));
    this.#count(after);
    const answer = { outcome: 'applied', state: this.#state, change: change.visitors + change.employees };
    return { body, answer, began, ended, applied: true, at: now, undone: false };
  }

  /** A recount moves the number of visitors first. */
  #changeOf({ act, kind, count }: Asked<'correct'>): { visitors: number; employees: number } {
    const { visitors, employees } = this.#state;
    if (act === 'recount') {
      const fewerEmployees = Math.min(0, count - employees);
      return { visitors: count - visitors - employees - fewerEmployees, employees: fewerEmployees };
    }
    const change = act === 'remove' ? -count : count;
    return kind === 'employee' ? { visitors: 0, employees: change } : { visitors: change, employees: 0 };
  }

  #beginByHand(name: string, kind: PersonKind, count: number, now: number): readonly Visit[] {
    return Array.from({ length: Math.max(0, count) }, (_, index) =>
      this.#begin({ id: `${name} ${index}`, person: `${name} ${index}`, kind, byHand: true, startedAt: now }),
    );
  }

  /** Those whom nobody knows first, then those who have been inside longest. */
  #endOldest(kind: PersonKind, count: number): readonly Visit[] {
    const inside = [...this.#visits.values()].filter((visit) => visit.open && visit.kind === kind);
    const leaving = inside.toSorted(
      (a, b) => Number(b.byHand) - Number(a.byHand) || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1),
    );
    const ended = leaving.slice(0, Math.max(0, count));
    ended.forEach((visit) => Object.assign(visit, { open: false, endedByCorrection: true }));
    return ended;
  }

  /** Who has left or come in again since then stays as they are. */
  #undo(event: string, now: number): ModelAnswer {
    const known = this.#corrections.get(event);
    if (known === undefined || !known.applied) {
      return { outcome: 'unknown' };
    }
    if (known.undone) {
      return { outcome: 'undone already', state: this.#state };
    }
    if (known.at < now - undoMs) {
      return { outcome: 'late' };
    }
    const again = known.ended.filter(
      (visit) => visit.endedByCorrection && !visit.open && !this.#isInside(visit.person),
    );
    const gone = known.began.filter((visit) => visit.open);
    again.forEach((visit) => Object.assign(visit, { open: true, endedByCorrection: false }));
    gone.forEach((visit) => Object.assign(visit, { open: false, endedByCorrection: true }));
    known.undone = true;
    const moved = (kind: PersonKind): number =>
      again.filter((visit) => visit.kind === kind).length - gone.filter((visit) => visit.kind === kind).length;
    const { visitors, employees } = this.#state;
    this.#count({ visitors: visitors + moved('visitor'), employees: employees + moved('employee') });
    return { outcome: 'undone', state: this.#state };
  }

  #begin(visit: Omit<Visit, 'open' | 'endedByCorrection'>): Visit {
    const begun = { ...visit, open: true, endedByCorrection: false };
    this.#visits.set(begun.id, begun);
    return begun;
  }

  #isInside(person: string): boolean {
    return [...this.#visits.values()].some((visit) => visit.open && visit.person === person);
  }

  /** A leased place is a visitor's. */
  #hasRoomFor(kind: PersonKind, count: number): boolean {
    const { visitors, employees, leased, limit } = this.#state;
    const { visitorLimit, employeeLimit } = this.#ofKinds;
    const taken = kind === 'visitor' ? visitors + leased : employees;
    const ofKind = (kind === 'visitor' ? visitorLimit : employeeLimit) ?? Infinity;
    return visitors + employees + leased + count <= limit && taken + count <= ofKind;
  }

  #count(change: Partial<SeenState>): SeenState {
    this.#state = { ...this.#state, ...change, seq: this.#state.seq + 1 };
    return this.#state;
  }
}

const one = (kind: PersonKind, { visitors, employees }: SeenState, change: number): Partial<SeenState> =>
  kind === 'employee' ? { employees: employees + change } : { visitors: visitors + change };

/** The same event gets the same answer; the same event with another body gets none. */
function once<K extends Known>(
  known: Map<string, K>,
  asked: { event: string; body: string },
  act: () => K,
): ModelAnswer {
  const before = known.get(asked.event);
  if (before !== undefined) {
    return before.body === asked.body ? before.answer : { outcome: 'conflict' };
  }
  const done = act();
  known.set(asked.event, done);
  return done.answer;
}
