import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from './load.ts';

export interface RushFigures {
  /** Of the requests that let somebody in, from sending to answer. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Until the last one was in. */
  readonly allInMs: number;
  /** Answers “busy” for each person. */
  readonly busyEach: number;
}

interface Answer {
  readonly status: number;
  readonly retryAfterMs: number;
  readonly tookMs: number;
}

/** Everybody at the same moment, each on a connection of their own; whoever is told to come back does so when told. */
export async function rush(url: string, bodies: readonly string[]): Promise<RushFigures> {
  const times: number[] = [];
  let busy = 0;
  const enter = async (body: string): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let answer = await ask(url, body, agent);
    while (answer.status === 503) {
      busy += 1;
      await wait(answer.retryAfterMs);
      answer = await ask(url, body, agent);
    }
    agent.destroy();
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
    times.push(answer.tookMs);
  };
  const startedAt = performance.now();
  await Promise.all(bodies.map(enter));
  const allInMs = performance.now() - startedAt;
  const sorted = Float64Array.from(times).toSorted();
  return { p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99), allInMs, busyEach: busy / bodies.length };
}

function ask(url: string, body: string, agent: Agent): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const asked = request(url, { method: 'POST', agent, headers }, (reply) => {
      const retryAfterMs = Number(reply.headers['retry-after'] ?? 1) * 1000;
      reply.resume().on('end', () => {
        resolve({ status: reply.statusCode ?? 0, retryAfterMs, tookMs: performance.now() - startedAt });
      });
    });
    asked.on('error', reject).end(body);
  });
}
