import autocannon from 'autocannon';

export interface LoadFigures {
  readonly perSecond: number;
  readonly p99Ms: number;
}

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** The body of the next request. */
  next(): string;
}

/** Posts bodies over keep-alive connections for some seconds. @throws Error when any answer is not a success. */
export async function runLoad(load: Load): Promise<LoadFigures> {
  const result = await autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: load.next() }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] === 0) {
    throw new Error(
      `${load.url}: ${result['2xx']} answers, ${result.non2xx} of them failures, ${result.errors} errors`,
    );
  }
  return { perSecond: result['2xx'] / result.duration, p99Ms: result.latency.p99 };
}
