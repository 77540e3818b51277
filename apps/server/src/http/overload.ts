import { randomInt } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { Problem } from './problem.ts';

const measuredEveryMs = 100;
const retryAfterSeconds = { least: 1, most: 3 };

export interface OverloadOptions {
  /** Addresses of the requests that are refused; all others are still answered. */
  readonly routes: readonly string[];
  /** So many of them may be under way at once. */
  readonly mostAtOnce: number;
  readonly mostLagMs: number;
}

/**
 * Refuses new work while this process cannot keep up, before anything has been done for it. Whoever is refused is told when
 * to come back, not all at the same moment.
 */
export function refuseWhenOverloaded(app: App, { routes, mostAtOnce, mostLagMs }: OverloadOptions): void {
  const lag = createLagMeter();
  const refused = new Set(routes);
  let underWay = 0;
  app.addHook('onClose', async () => lag.stop());
  app.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    if (request.method !== 'POST' || !refused.has(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    if (underWay >= mostAtOnce || lag.ms() > mostLagMs) {
      const { least, most } = retryAfterSeconds;
      // Whoever asks again at once stands behind those who have not been heard yet.
      void reply.header('connection', 'close');
      done(new Problem('busy', { retryAfterSeconds: randomInt(least, most + 1) }));
      return;
    }
    underWay += 1;
    reply.raw.once('close', () => (underWay -= 1));
    done();
  });
}

/**
 * How late timers are, that is how long everybody waits for this process's one thread: the mean of now and before, so that
 * one long pause, as when a process starts, counts half and is soon forgotten.
 */
export function createLagMeter(now: () => number = () => performance.now()): { ms(): number; stop(): void } {
  let due = now() + measuredEveryMs;
  let lagMs = 0;
  const timer = setInterval(() => {
    const at = now();
    lagMs = (lagMs + Math.max(0, at - due)) / 2;
    due = at + measuredEveryMs;
  }, measuredEveryMs);
  timer.unref();
  return {
    ms: () => lagMs,
    stop: () => clearInterval(timer),
  };
}
