import autocannon from 'autocannon';

export interface LoadFigures {
  readonly perSecond: number;
  /** Of the answers that count, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were refused because the server was busy (503); they do not count for the others. */
  readonly busy: number;
}

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly length: { readonly seconds: number } | { readonly requests: number };
  /** Requests a second, all connections together; as many as are answered where it is missing. */
  readonly rate?: number;
  /** Whether 503 is an answer that is expected here. */
  readonly mayBeBusy?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body of the next request. */
  next(): string;
}

/** Posts bodies over keep-alive connections. @throws Error when an answer is neither a success nor an expected 503. */
export async function runLoad(load: Load): Promise<LoadFigures> {
  const times: number[] = [];
  let busy = 0;
  const startedAt = performance.now();
  // The load ends on a whole second; what counts is when the last answer came.
  let lastAt = startedAt;
  const result = await run(load, (status, milliseconds) => {
    lastAt = performance.now();
    if (status === 503) busy += 1;
    else times.push(milliseconds);
  });
  const failures = result.non2xx - (load.mayBeBusy === true ? busy : 0);
  if (failures > 0 || result.errors > 0 || result['2xx'] === 0) {
    throw new Error(`${load.url}: ${result['2xx']} answers, ${failures} failures, ${result.errors} errors`);
  }
  const sorted = Float64Array.from(times).toSorted();
  return {
    perSecond: times.length / ((lastAt - startedAt) / 1000),
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    busy,
  };
}

function run(load: Load, onAnswer: (status: number, milliseconds: number) => void): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: load.url,
        connections: load.connections,
        ...(load.rate !== undefined && { overallRate: load.rate }),
        ...('seconds' in load.length ? { duration: load.length.seconds } : { amount: load.length.requests }),
        requests: [
          {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...load.headers },
            setupRequest: (request) => ({ ...request, body: load.next() }),
          },
        ],
      },
      (error, result) => (error instanceof Error ? reject(error) : resolve(result)),
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => onAnswer(status, milliseconds));
  });
}

/** @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number =>
  quantile(
    numbers.toSorted((a, b) => a - b),
    0.5,
  );
