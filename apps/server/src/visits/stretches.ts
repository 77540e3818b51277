import type { CheckInCommand, CheckInResult, GateCommand, Stopped, StoredCheckIn } from './command.ts';

/** A part of a venue's batch as SQL takes it: people who come alone together, everything else command by command. */
export type Stretch = { readonly arrivals: readonly Arrival[] } | { readonly commands: readonly GateCommand[] };

/** A check-in of one person whom the rules admit and who leaves no visit here; see `admit_lone_arrivals`. */
interface Arrival {
  readonly event: string;
  readonly mac: string;
  readonly gate: string;
  readonly kind: string;
  readonly answer: CheckInCommand['answer'];
  readonly at: string;
  readonly endsBy: string;
  readonly endsAs: string;
  readonly visit: string;
  readonly today: string;
  readonly yesterday: string | undefined;
}

/** Column by column, in the order of the arrivals; `repeats` by position, counted from 1. */
interface ArrivalResults {
  readonly outcomes: readonly ('admitted' | 'full' | 'refused' | 'known' | 'stopped')[];
  readonly seqs: readonly number[];
  readonly visitors: readonly number[];
  readonly employees: readonly number[];
  readonly leased: number;
  readonly limit: number;
  readonly repeats: Readonly<Record<string, CheckInResult>>;
}

/** Fewer are no faster together than one by one. */
const shortest = 3;

/** Cuts a venue's commands, in their order, into stretches. */
export function stretchesOf(commands: readonly GateCommand[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let others: GateCommand[] = [];
  for (let from = 0; from < commands.length;) {
    const arrivals = arrivalsFrom(commands, from);
    if (arrivals.length < shortest) {
      const next = Math.max(1, arrivals.length);
      others.push(...commands.slice(from, from + next));
      from += next;
      continue;
    }
    if (others.length > 0) {
      stretches.push({ commands: others });
      others = [];
    }
    stretches.push({ arrivals });
    from += arrivals.length;
  }
  return others.length > 0 ? [...stretches, { commands: others }] : stretches;
}

/** As many arrivals as follow each other here without naming an event or a person twice. */
function arrivalsFrom(commands: readonly GateCommand[], from: number): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  const named = new Set<string>();
  for (let index = from; index < commands.length; index += 1) {
    const arrival = findArrival(commands[index]);
    if (arrival === null) {
      break;
    }
    const names = [arrival.event, arrival.today, ...(arrival.yesterday === undefined ? [] : [arrival.yesterday])];
    if (names.some((name) => named.has(name))) {
      break;
    }
    names.forEach((name) => named.add(name));
    arrivals.push(arrival);
  }
  return arrivals;
}

function findArrival(command: GateCommand | undefined): Arrival | null {
  if (command?.do !== 'check-in' || command.outcome !== 'admitted' || command.leaving.length > 0) {
    return null;
  }
  const [person, another] = command.persons;
  const [today, yesterday] = person?.pseudonyms ?? [];
  if (person === undefined || another !== undefined || today === undefined) {
    return null;
  }
  const { event, mac, gate, kind, answer, at, endsBy, endsAs } = command;
  return { event, mac, gate, kind, answer, at, endsBy, endsAs, visit: person.visit, today, yesterday };
}

/** The result of each command, from what SQL answers to each stretch. */
export function resultsOf(
  commands: readonly GateCommand[],
  stretches: readonly Stretch[],
  answers: readonly unknown[],
): readonly unknown[] {
  const results: unknown[] = [];
  stretches.forEach((stretch, index) => {
    const answer = answers[index];
    if ('commands' in stretch) {
      results.push(...(answer as readonly unknown[]));
      return;
    }
    const from = results.length;
    stretch.arrivals.forEach((_arrival, place) =>
      results.push(resultOf(commands[from + place] as CheckInCommand, answer as ArrivalResults, place)),
    );
  });
  return results;
}

/** What `stored_check_in` would say, from the command and the little that the database has added to it. */
function resultOf(command: CheckInCommand, results: ArrivalResults, place: number): CheckInResult | Stopped {
  const outcome = results.outcomes[place] ?? 'known';
  if (outcome === 'known') {
    return results.repeats[place + 1] ?? { conflict: true };
  }
  if (outcome === 'stopped') {
    return { stopped: true };
  }
  const { event, gate, kind, answer, at, persons } = command;
  const stored: StoredCheckIn = {
    event,
    gate,
    kind,
    outcome,
    answer,
    decidedAt: at,
    state: {
      seq: results.seqs[place] ?? 0,
      visitors: results.visitors[place] ?? 0,
      employees: results.employees[place] ?? 0,
      leased: results.leased,
      limit: results.limit,
      already: outcome === 'refused' ? [0] : [],
    },
    persons: outcome === 'admitted' ? persons.map(({ index, visit }) => ({ index, visit })) : null,
    review: null,
  };
  return stored;
}
