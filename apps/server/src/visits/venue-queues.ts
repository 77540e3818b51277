import { Problem } from '../http/problem.ts';
import type { GateCommand, ResultOf } from './command.ts';

/** Applies commands of one venue in one transaction and answers them in order. */
export type ApplyCommands = (venueId: string, commands: readonly GateCommand[]) => Promise<readonly unknown[]>;

interface Waiting {
  readonly command: GateCommand;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const maxWaiting = 2_000;
const maxBatch = 200;

/**
 * One short queue per venue with group commit: what gathers while one call runs travels in the next. There is no timer, so
 * an idle venue adds no delay. A command's promise settles only after its transaction has committed.
 */
export class VenueQueues {
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #apply: ApplyCommands;

  constructor(apply: ApplyCommands) {
    this.#apply = apply;
  }

  /** @throws Problem busy when this venue's queue is full; whatever the database throws. */
  submit<C extends GateCommand>(venueId: string, command: C): Promise<ResultOf[C['do']]> {
    const queue = this.#waiting.get(venueId) ?? [];
    if (queue.length >= maxWaiting) {
      return Promise.reject(new Problem('busy', { retryAfterSeconds: 1 }));
    }
    this.#waiting.set(venueId, queue);
    const result = new Promise<unknown>((resolve, reject) => queue.push({ command, resolve, reject }));
    if (!this.#running.has(venueId)) {
      this.#running.set(venueId, this.#drain(venueId, queue));
    }
    return result as Promise<ResultOf[C['do']]>;
  }

  /** Resolves when everything that was submitted has been answered. */
  async drained(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values());
    }
  }

  async #drain(venueId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      await this.#run(venueId, queue.splice(0, maxBatch));
    }
    this.#waiting.delete(venueId);
    this.#running.delete(venueId);
  }

  async #run(venueId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#apply(
        venueId,
        batch.map(({ command }) => command),
      );
      batch.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      if (batch.length > 1 && isCommandFault(error)) {
        // One bad command must not take the others down with it.
        await batch.reduce((before, waiting) => before.then(() => this.#run(venueId, [waiting])), Promise.resolve());
      } else {
        batch.forEach(({ reject }) => reject(error));
      }
    }
  }
}

/** SQLSTATE 22 (data) and 23 (constraint): the transaction certainly did not commit, and the cause lies in a command. */
function isCommandFault(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23)/.test(code);
}
