import type { Clock } from '../clock.ts';
import { Problem } from './problem.ts';
import { loopback, networkOf } from './slots.ts';

export interface CallRateOptions {
  readonly clock: Clock;
  readonly perMinute: number;
}

/** Bounds how often one network asks for something that costs work. */
export interface CallRate {
  /** @throws Problem rate-limited */
  count(address: string): void;
}

const minuteMs = 60_000;
/** More networks than these within a minute are an attack on this memory; then counting begins anew. */
const mostNetworks = 50_000;

/** Whole minutes, counted together: nothing is remembered of the one before. */
export function createCallRate({ clock, perMinute }: CallRateOptions): CallRate {
  const calls = new Map<string, number>();
  let endsAt = 0;
  return {
    count(address) {
      const now = clock().getTime();
      if (now >= endsAt || calls.size >= mostNetworks) {
        calls.clear();
        endsAt = now + minuteMs;
      }
      const network = networkOf(address);
      if (network === loopback) {
        return;
      }
      const counted = (calls.get(network) ?? 0) + 1;
      calls.set(network, counted);
      if (counted > perMinute) {
        throw new Problem('rate-limited', { retryAfterSeconds: Math.ceil((endsAt - now) / 1_000) });
      }
    },
  };
}
