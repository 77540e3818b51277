import type { Answer, Ask, Call } from './call.ts';

/** Far more than a run makes; a history that grows without end would fill the memory of the machine that tests. */
const maxCalls = 2_000_000;

/** Writes down every call of a run. All clients of a machine share one monotonic clock, so their times can be compared. */
export class HistoryRecorder {
  readonly #calls: Call[] = [];

  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** Runs one try and records what came of it. An error is an answer that never came. */
  async record(client: number, ask: Ask, send: () => Promise<Answer>): Promise<Answer> {
    const startedAtMs = monotonicMs();
    const answer = await send().catch((error: unknown): Answer => ({ outcome: 'none', reason: reasonOf(error) }));
    if (this.#calls.length >= maxCalls) {
      throw new Error(`A history holds at most ${maxCalls} calls: make the run shorter.`);
    }
    this.#calls.push({ ...ask, client, startedAtMs, endedAtMs: monotonicMs(), answer });
    return answer;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** Milliseconds of the machine's monotonic clock, which no change of the time of day moves. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
