import { createHash, randomUUID } from 'node:crypto';
import type { SeenState } from '../history/index.ts';
import {
  driftMs,
  reviewMs,
  secondPersonMs,
  undoMs,
  type ByCommand,
  type ModelAnswer,
  type ModelCommand,
} from './command.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A UUID made of a name, so that a name of the model is one of the database too. */
export const idOf = (name: string): string =>
  digest(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

const future = '2041-01-01T00:00:00.000Z';

interface Place {
  readonly gate: string;
  readonly at: string;
}

const visit = { endsBy: future, endsAs: 'longest-stay' };
const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const deedAt = (place: Place) => ({ ...place, by: null, reason: 'model' });
const once = ({ event, body }: { event: string; body: string }) => ({
  event: idOf(event),
  mac: digest(body).slice(0, 32),
});

/** A command of the model in the words of the server. */
export function serverWords(command: ModelCommand, place: Place): object {
  const { at } = place;
  const deed = deedAt(place);
  const table: ByCommand<object> = {
    enter: (asked) => ({
      ...deed,
      ...visit,
      ...once(asked),
      do: 'check-in',
      kind: asked.kind,
      outcome: asked.isReviewed ? 'review' : 'admitted',
      leaving: [],
      answer: { persons: asked.guests.map(() => ({ colour: 'green', rules: ['model'] })) },
      reviewExpiresAt: asked.isReviewed ? later(at, reviewMs) : null,
      persons: asked.guests.map(({ person, visit: id }, index) => ({
        index,
        visit: id,
        pseudonyms: [digest(person), digest(`yesterday ${person}`)],
      })),
    }),
    decide: ({ event, decision, by }) => ({
      ...deed,
      ...visit,
      do: 'decide',
      event: idOf(event),
      decision,
      proof: null,
      by: idOf(by),
    }),
    leave: ({ visit: id }) => ({ do: 'check-out', event: randomUUID(), visit: id, by: 'visitor', at }),
    limit: (limits) => ({ ...deed, ...limits, event: randomUUID() }),
    correct: ({ act, kind, count, ...asked }) => ({
      ...deed,
      ...visit,
      ...once(asked),
      do: 'correct',
      act,
      count,
      kind: act === 'recount' ? null : kind,
    }),
    undo: ({ event, correction }) => ({
      ...deed,
      do: 'undo-correction',
      event: idOf(event),
      correction: idOf(correction),
      madeSince: later(at, -undoMs),
    }),
    ...leaseWords(place),
  };
  return (table[command.do] as (asked: ModelCommand) => object)(command);
}

function leaseWords(place: Place): Pick<ByCommand<object>, 'grant' | 'return' | 'expire' | 'reclaim'> {
  const { at } = place;
  const deed = deedAt(place);
  return {
    grant: ({ places, minutes, ...asked }) => ({
      ...deed,
      ...once(asked),
      do: 'grant-lease',
      places,
      endsAt: later(at, minutes * 60_000),
      mostHeld: 1_000,
    }),
    return: ({ event, lease, visitors, employees }) => ({
      ...deed,
      ...visit,
      do: 'return-lease',
      event: idOf(event),
      lease: idOf(lease),
      visitors,
      employees,
    }),
    expire: ({ lease }) => ({
      do: 'expire-lease',
      event: randomUUID(),
      lease: idOf(lease),
      endedBefore: later(at, -driftMs),
      at,
    }),
    reclaim: ({ lease, by }) => ({
      ...deed,
      do: 'reclaim-lease',
      event: randomUUID(),
      lease: idOf(lease),
      by: idOf(by),
      askedSince: later(at, -secondPersonMs),
    }),
  };
}

/** What any answer of the server may hold of interest. */
interface ServerResult {
  readonly conflict?: true;
  readonly unknown?: true;
  readonly closed?: true;
  readonly late?: true;
  readonly outcome?: string;
  readonly status?: string;
  readonly change?: number;
  readonly alreadyUndone?: boolean;
  readonly alreadyDecided?: boolean;
  readonly expired?: boolean;
  readonly state: SeenState & { readonly already?: readonly number[] };
}

/** An answer of the server in the words of the model. */
export function modelWords(command: ModelCommand, result: unknown): ModelAnswer {
  const said = result as ServerResult;
  for (const refusal of ['conflict', 'unknown', 'closed', 'late'] as const) {
    if (said[refusal] === true) {
      return { outcome: refusal };
    }
  }
  if (command.do === 'decide' && said.expired === true) {
    return { outcome: 'expired' };
  }
  const { seq, visitors, employees, leased, limit, already = [] } = said.state;
  const state = { seq, visitors, employees, leased, limit };
  const lease = (): ModelAnswer => ({ outcome: said.status ?? '', state });
  const table: ByCommand<ModelAnswer> = {
    enter: () => ({ outcome: said.outcome ?? '', state, already }),
    decide: () => ({
      outcome: said.alreadyDecided === true ? 'decided already' : (said.outcome ?? ''),
      state,
      already,
    }),
    leave: () => ({ outcome: 'left', state }),
    limit: () => ({ outcome: 'limit', state }),
    correct: () => ({ outcome: said.outcome ?? '', state, change: said.change ?? 0 }),
    undo: () => ({ outcome: said.alreadyUndone === true ? 'undone already' : 'undone', state }),
    grant: lease,
    return: lease,
    expire: () => ({ outcome: said.expired === true ? 'expired' : 'not expired', state }),
    reclaim: lease,
  };
  return (table[command.do] as (asked: ModelCommand) => ModelAnswer)(command);
}
