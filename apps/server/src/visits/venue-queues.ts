import { Problem } from '../http/problem.ts';
import type { GateCommand, ResultOf, Stopped } from './command.ts';
import { EventsUnderWay } from './events-under-way.ts';

export interface VenueBatch {
  readonly venueId: string;
  readonly commands: readonly GateCommand[];
}

export interface VenueQueuesOptions {
  /** Applies each batch whole or not at all and answers its commands in order. No venue occurs twice. */
  readonly apply: (batches: readonly VenueBatch[]) => Promise<readonly (readonly unknown[])[]>;
  /** How many venues may share a call; 1 where the database keeps venues on several machines. */
  readonly venuesPerCall: number;
}

interface Waiting {
  readonly command: GateCommand;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Taken {
  readonly venueId: string;
  readonly waiting: readonly Waiting[];
}

const maxWaitingPerVenue = 2_000;
const maxWaiting = 20_000;
const maxCommandsPerCall = 200;
const stoppedRetrySeconds = 30;
/** Enough that one slow venue does not hold up the others, few enough that commands gather. */
const maxCalls = 4;

/**
 * One short queue per venue with group commit: what gathers while calls run travels in the next. There is no timer, so an
 * idle venue adds no delay. Venues take turns; a venue is in one call at a time. A command's promise settles only after its
 * transaction has committed.
 */
export class VenueQueues {
  readonly #queues = new Map<string, Waiting[]>();
  /** Venues that have something waiting and are in no call, the longest waiting first. */
  readonly #ready = new Set<string>();
  readonly #inCall = new Set<string>();
  readonly #calls = new Set<Promise<void>>();
  readonly #checkIns = new EventsUnderWay();
  readonly #options: VenueQueuesOptions;
  #waiting = 0;

  constructor(options: VenueQueuesOptions) {
    this.#options = options;
  }

  /**
   * @throws Problem busy when this venue's queue, or all of them together, are full; admissions-stopped; whatever the
   * database throws.
   */
  submit<C extends GateCommand>(venueId: string, command: C): Promise<ResultOf[C['do']]> {
    if (command.do !== 'check-in') {
      return this.#enqueue(venueId, command);
    }
    const elsewhere = this.#checkIns.findAtOtherVenue(venueId, command.event);
    if (elsewhere !== null) {
      return elsewhere.then(() => this.submit(venueId, command));
    }
    const result = this.#enqueue(venueId, command);
    this.#checkIns.add(venueId, command.event, result);
    return result;
  }

  #enqueue<C extends GateCommand>(venueId: string, command: C): Promise<ResultOf[C['do']]> {
    const queue = this.#queues.get(venueId) ?? [];
    if (queue.length >= maxWaitingPerVenue || this.#waiting >= maxWaiting) {
      return Promise.reject(new Problem('busy', { retryAfterSeconds: 1 }));
    }
    this.#queues.set(venueId, queue);
    const result = new Promise<unknown>((resolve, reject) => queue.push({ command, resolve, reject }));
    this.#waiting += 1;
    if (!this.#inCall.has(venueId)) {
      this.#ready.add(venueId);
      this.#startCalls();
    }
    return result as Promise<ResultOf[C['do']]>;
  }

  /** Resolves when everything that was submitted has been answered. */
  async drained(): Promise<void> {
    while (this.#waiting > 0 || this.#calls.size > 0) {
      this.#startCalls();
      await Promise.all(this.#calls);
    }
  }

  #startCalls(): void {
    while (this.#ready.size > 0 && this.#calls.size < maxCalls) {
      const call = this.#run(this.#take()).finally(() => {
        this.#calls.delete(call);
        this.#startCalls();
      });
      this.#calls.add(call);
    }
  }

  #take(): readonly Taken[] {
    const taken: Taken[] = [];
    let room = maxCommandsPerCall;
    for (const venueId of this.#ready) {
      if (room <= 0 || taken.length >= this.#options.venuesPerCall) {
        break;
      }
      const waiting = this.#queues.get(venueId)?.splice(0, room) ?? [];
      room -= waiting.length;
      taken.push({ venueId, waiting });
      this.#ready.delete(venueId);
      this.#inCall.add(venueId);
    }
    return taken;
  }

  async #run(taken: readonly Taken[]): Promise<void> {
    await this.#apply(taken);
    for (const { venueId, waiting } of taken) {
      this.#waiting -= waiting.length;
      this.#inCall.delete(venueId);
      if (this.#queues.get(venueId)?.length === 0) {
        this.#queues.delete(venueId);
      } else {
        this.#ready.add(venueId);
      }
    }
  }

  async #apply(taken: readonly Taken[]): Promise<void> {
    try {
      const batches = taken.map(({ venueId, waiting }) => ({
        venueId,
        commands: waiting.map(({ command }) => command),
      }));
      const results = await this.#options.apply(batches);
      taken.forEach(({ waiting }, place) => waiting.forEach((each, index) => settle(each, results[place]?.[index])));
    } catch (error) {
      const parts = isCommandFault(error) ? split(taken) : [];
      if (parts.length === 0) {
        taken.forEach(({ waiting }) => waiting.forEach(({ reject }) => reject(error)));
      }
      for (const part of parts) {
        await this.#apply([part]);
      }
    }
  }
}

/** A count by hand would begin with a number that is known to be wrong. */
const whatToDo =
  'Count by hand again when an operator has mended the counter (gapura doctor --rebuild --write) and resumed the venue. People leave as usual.';

function settle({ command, resolve, reject }: Waiting, result: unknown): void {
  if (isStopped(result)) {
    const isByHand = command.do === 'correct' || command.do === 'undo-correction';
    reject(
      new Problem('admissions-stopped', {
        retryAfterSeconds: stoppedRetrySeconds,
        ...(isByHand && { detail: whatToDo }),
      }),
    );
  } else {
    resolve(result);
  }
}

function isStopped(result: unknown): result is Stopped {
  return typeof result === 'object' && result !== null && 'stopped' in result;
}

/** One bad command must not take the others down with it: each venue alone, then each command alone. */
function split(taken: readonly Taken[]): readonly Taken[] {
  const [first, ...others] = taken;
  if (first === undefined || others.length > 0) {
    return taken;
  }
  return first.waiting.length > 1 ? first.waiting.map((one) => ({ venueId: first.venueId, waiting: [one] })) : [];
}

/**
 * SQLSTATE 22 (data), 23 (constraint) and P0002 (a venue without a counter): the transaction certainly did not commit, and
 * the cause lies in a command.
 */
function isCommandFault(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23|P0002)/.test(code);
}
