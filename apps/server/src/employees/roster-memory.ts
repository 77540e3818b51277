import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { hasEmployees } from './store.ts';

const rememberedMs = 5_000;
const mostRemembered = 5_000;

/** Remembers for a few seconds which organisations keep a roster: every phone that opens a gate asks for it. */
export class RosterMemory {
  readonly #known = new Map<string, { readonly has: Promise<boolean>; readonly until: number }>();
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  has(organisationId: string, today: string): Promise<boolean> {
    const key = `${organisationId} ${today}`;
    const now = this.#clock().getTime();
    const known = this.#known.get(key);
    if (known !== undefined && now < known.until) {
      return known.has;
    }
    if (this.#known.size >= mostRemembered) {
      this.#known.clear();
    }
    const has = hasEmployees(this.#pool, organisationId, today);
    this.#known.set(key, { has, until: now + rememberedMs });
    has.catch(() => this.#known.delete(key));
    return has;
  }
}
