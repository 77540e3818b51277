import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { getDayKey } from './store.ts';

const dayMs = 86_400_000;
const cachedDays = 4;

/**
 * Names a person within one venue and day, and nothing more: HMAC under the day's random key and a key that is not in the
 * database. Without both nobody can compute it; when the day's key is destroyed, nobody ever can again.
 */
export interface Pseudonyms {
  /** Hex, today's first, then yesterday's: a visit may have begun before midnight (UTC). */
  of(venueId: string, identity: string): Promise<readonly string[]>;
}

export function createPseudonyms(deps: { pool: Pool; clock: Clock; key: Buffer }): Pseudonyms {
  const keys = new Map<string, Promise<Buffer>>();
  const keyOf = (day: string): Promise<Buffer> => {
    const known = keys.get(day) ?? getDayKey(deps.pool, day, randomBytes(32));
    known.catch(() => keys.delete(day));
    keys.set(day, known);
    for (const old of [...keys.keys()].slice(0, -cachedDays)) {
      keys.delete(old);
    }
    return known;
  };
  return {
    async of(venueId, identity) {
      const now = deps.clock().getTime();
      const days = [now, now - dayMs].map((at) => new Date(at).toISOString().slice(0, 10));
      const dayKeys = await Promise.all(days.map(keyOf));
      return dayKeys.map((dayKey) =>
        createHmac('sha256', deps.key).update(dayKey).update(`${venueId}\n${identity}`).digest('hex'),
      );
    },
  };
}
