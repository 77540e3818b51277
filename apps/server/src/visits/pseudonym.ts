import { randomBytes } from 'node:crypto';
import { dateIn } from '@gapura/screening';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { createKeyedDigest, type KeyedDigest } from './keyed-digest.ts';
import { getDayKey } from './store.ts';

const dayMs = 86_400_000;
/** Somewhere it is tomorrow already. */
const cachedDays = 6;

/**
 * Names a person within one venue and day, and nothing more: HMAC under the day's random key and a key that is not in the
 * database. Without both nobody can compute it; when the day's key is destroyed, nobody ever can again.
 */
export interface Pseudonyms {
  /** Hex, today's first, then yesterday's: a visit may have begun before the venue's midnight. */
  of(venue: VenueDay, identity: string): Promise<readonly string[]>;
}

/** Days are those of the venue's own calendar, so that whoever comes twice in one of them is one person in it. */
export interface VenueDay {
  readonly id: string;
  readonly timeZone: string;
}

export function createPseudonyms(deps: { pool: Pool; clock: Clock; key: Buffer }): Pseudonyms {
  const digests = new Map<string, Promise<KeyedDigest>>();
  const load = async (day: string): Promise<KeyedDigest> =>
    createKeyedDigest(deps.key, await getDayKey(deps.pool, day, randomBytes(32)));
  const digestOf = (day: string): Promise<KeyedDigest> => {
    const known = digests.get(day);
    if (known !== undefined) {
      return known;
    }
    const loading = load(day);
    loading.catch(() => digests.delete(day));
    digests.set(day, loading);
    for (const old of [...digests.keys()].slice(0, -cachedDays)) {
      digests.delete(old);
    }
    return loading;
  };
  return {
    async of({ id, timeZone }, identity) {
      const day = dateIn(timeZone, deps.clock());
      const [today, yesterday] = await Promise.all([digestOf(day), digestOf(dayBefore(day))]);
      const person = `${id}\n${identity}`;
      return [today(person), yesterday(person)];
    },
  };
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10);
