import { uuidv7 } from 'uuidv7';
import type { LevelChangeRequest, OrderRequest, PackChangeRequest, RulePackDocument } from '@gapura/contract';
import { parseRulePack } from '@gapura/screening';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool, type Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { createWorkLimit } from '../http/work-limit.ts';
import { nextChange } from './ahead.ts';
import { applyRegimes, type ApplyDeps } from './apply-regimes.ts';
import { checkLevel, checkOrder, checkPack, type CheckedAgainst, type CheckedChange } from './check-change.ts';
import { loadShippedPacks, onHand, readTimeline, type FullTimeline, type PackOnHand } from './read-timeline.ts';
import { regimeOf, venuesOfChangedOrders, type OwnLimits, type Place, type Regime } from './regime.ts';
import {
  insertLevel,
  insertOrder,
  insertPack,
  findEntry,
  insertPackStep,
  updateOwnLimits,
  withdraw,
  type Entered,
  type Entry,
} from './store.ts';

export interface RegimesOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'record'>;
  /** In force where no authority has chosen a pack. */
  readonly defaultPackId: string;
  /** Tells the other processes, and gives back what they tell. */
  readonly notices: {
    mark(topic: string): void;
    tell(venueId: string): void;
    follow(topic: string, listener: () => void): () => void;
  };
  readonly setLimit: ApplyDeps['setLimit'];
  readonly onError: (error: Error) => void;
}

const topic = 'regimes';
/** Notices can be lost with a connection; nothing is in force for longer than this without being looked at. */
const longestSleepMs = 15_000;
/** Each holds a connection while it waits for the others' lock, and needs one more; many at once would hold them all. */
const ownLimitsAtOnce = { running: 1, waiting: 200 };

/** What is in force where: kept in memory, followed by every process, and applied to the venues' limits on time. */
export class Regimes {
  readonly #options: RegimesOptions;
  readonly #shipped: readonly PackOnHand[];
  #timeline: FullTimeline;
  #timer: NodeJS.Timeout | undefined;
  #unfollow: (() => void) | undefined;
  #stopped = false;
  #refreshing: Promise<void> = Promise.resolve();
  readonly #ownLimits = createWorkLimit(ownLimitsAtOnce);

  constructor(options: RegimesOptions, shipped: readonly PackOnHand[], timeline: FullTimeline) {
    this.#options = options;
    this.#shipped = shipped;
    this.#timeline = timeline;
  }

  get timeline(): FullTimeline {
    return this.#timeline;
  }

  get pool(): Pool {
    return this.#options.pool;
  }

  regimeOf(place: Place, at: Date): Regime {
    return regimeOf(this.#timeline, place, at);
  }

  /** Begins to follow changes, and applies what fell due while no process ran. */
  async start(): Promise<void> {
    this.#unfollow = this.#options.notices.follow(topic, () => void this.refresh().catch(this.#options.onError));
    await this.refresh();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#unfollow?.();
    await this.#refreshing.catch(() => undefined);
  }

  /** Reads everything again and brings every venue's limits to what is in force now. */
  refresh(): Promise<void> {
    const next = this.#refreshAfter(this.#refreshing);
    this.#refreshing = next;
    return next;
  }

  /** @throws Problem area-unknown, regime-past, reason-names-person, body-invalid */
  async enterLevel(request: LevelChangeRequest, by: string | null): Promise<void> {
    const { area, level } = request;
    const entry = this.#entryOf(checkLevel(request, this.#against()), by);
    await this.#enter(
      entry,
      { action: 'level.entered', detail: { area, level, from: entry.from.toISOString() } },
      (db) => insertLevel(db, { ...entry, area, level }),
    );
  }

  /** @throws Problem area-unknown, rule-pack-unknown, regime-past, reason-names-person, body-invalid */
  async enterPack(request: PackChangeRequest, by: string | null): Promise<void> {
    const { area, pack, version } = request;
    const entry = this.#entryOf(checkPack(request, this.#against()), by);
    const detail = { area, pack, version, from: entry.from.toISOString() };
    await this.#enter(entry, { action: 'pack.entered', detail }, (db) =>
      insertPackStep(db, { ...entry, area, pack, version }),
    );
  }

  /**
   * @param capacity of the venue
   * @throws Problem order-invalid, limit-above-capacity, regime-past, reason-names-person, body-invalid
   */
  async enterOrder(request: OrderRequest, capacity: number, by: string | null): Promise<void> {
    const { venueId } = request;
    const { kind, limit, until, ...common } = checkOrder(request, capacity, this.#against());
    const entry = this.#entryOf(common, by);
    const detail = { venueId, kind, limit, from: entry.from.toISOString() };
    await this.#enter(entry, { action: 'order.entered', detail }, (db) =>
      insertOrder(db, { ...entry, venueId, kind, limit, until }),
    );
  }

  /**
   * Where an entry counts; null for an order to a venue in no known area.
   * @throws Problem regime-entry-unknown
   */
  async getAreaOf(what: Entered, id: string): Promise<string | null> {
    const entry = await findEntry(this.#options.pool, what, id);
    if (entry === null) {
      throw new Problem('regime-entry-unknown');
    }
    return entry.area;
  }

  /**
   * Takes back what was entered. What is in force already counts no more from now on.
   * @throws Problem regime-entry-unknown
   */
  async withdraw(what: Entered, id: string, by: string | null): Promise<void> {
    const at = this.#options.clock();
    await inTransaction(this.#options.pool, async (client) => {
      if ((await withdraw(client, what, { id, by, at })) === null) {
        throw new Problem('regime-entry-unknown');
      }
      await this.#options.audit.record(client, {
        actor: by,
        action: `${what}.withdrawn`,
        subject: id,
        organisationId: null,
      });
    });
    await this.#changed();
  }

  /** @throws Problem rule-pack-invalid with every fault, rule-pack-known */
  async addPack(document: RulePackDocument, by: string | null): Promise<PackOnHand> {
    const parsed = parseRulePack(document.pack, document.limits);
    if (!parsed.ok) {
      throw new Problem('rule-pack-invalid', { errors: parsed.errors });
    }
    const { id, version } = parsed.pack;
    if (this.#shipped.some((pack) => pack.parsed.id === id && pack.parsed.version === version)) {
      throw new Problem('rule-pack-known');
    }
    await inTransaction(this.#options.pool, async (client) => {
      const stored = { id, version, pack: document.pack, limits: document.limits };
      if (!(await insertPack(client, stored, by, this.#options.clock()))) {
        throw new Problem('rule-pack-known');
      }
      await this.#options.audit.record(client, {
        actor: by,
        action: 'rule-pack.added',
        subject: `${id}@${version}`,
        organisationId: null,
      });
    });
    await this.#changed();
    return onHand({ pack: document.pack, limits: document.limits }, false);
  }

  /** @throws Problem rule-pack-unknown */
  getPack(id: string, version: string): PackOnHand {
    const found = this.#timeline.packsOnHand.get(`${id}@${version}`);
    if (found === undefined) {
      throw new Problem('rule-pack-unknown');
    }
    return found;
  }

  /**
   * Sets what a manager allows of a venue; the limit in force may be lower.
   * @throws Problem busy
   */
  setOwnLimits(venueId: string, own: OwnLimits, why: { reason: string; by: string | null }): Promise<void> {
    return this.#ownLimits.run(async () => {
      await updateOwnLimits(this.#options.pool, venueId, own);
      await this.#apply({ venueId, ...why });
    });
  }

  async #refreshAfter(earlier: Promise<void>): Promise<void> {
    await earlier.catch(() => undefined);
    try {
      const before = this.#timeline;
      this.#timeline = await this.#read(this.#options.pool);
      // A venue that closes need not get another limit, and where it does, the notice of it may come before this reading.
      venuesOfChangedOrders(before, this.#timeline).forEach((venueId) => this.#options.notices.tell(venueId));
      await this.#apply(null);
    } finally {
      this.#sleep();
    }
  }

  #against(): CheckedAgainst {
    return { timeline: this.#timeline, now: this.#options.clock(), path: '' };
  }

  #entryOf(change: CheckedChange, by: string | null): Entry {
    return { ...change, id: uuidv7(), enteredBy: by, enteredAt: this.#options.clock() };
  }

  async #enter(
    entry: Entry,
    { action, detail }: { readonly action: string; readonly detail: Readonly<Record<string, unknown>> },
    insert: (db: Queryable) => Promise<void>,
  ): Promise<void> {
    await inTransaction(this.#options.pool, async (client) => {
      await insert(client);
      await this.#options.audit.record(client, {
        actor: entry.enteredBy,
        action,
        subject: entry.id,
        organisationId: null,
        detail,
      });
    });
    await this.#changed();
  }

  /** This process is up to date before the answer leaves; the others hear of it at once. */
  async #changed(): Promise<void> {
    this.#options.notices.mark(topic);
    await this.refresh();
  }

  #apply(one: { venueId: string; reason: string; by: string | null } | null): Promise<void> {
    const { pool, clock, setLimit } = this.#options;
    return applyRegimes({ pool, clock, setLimit, readTimeline: (db) => this.#read(db) }, one);
  }

  #read(db: Queryable): Promise<FullTimeline> {
    return readTimeline(db, { shipped: this.#shipped, defaultPackId: this.#options.defaultPackId });
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) {
      return;
    }
    const now = this.#options.clock();
    const next = nextChange(this.#timeline, this.#timeline.zones, now);
    const wait = next === null ? longestSleepMs : Math.min(longestSleepMs, next.getTime() - now.getTime());
    this.#timer = setTimeout(() => void this.refresh().catch(this.#options.onError), Math.max(0, wait));
    this.#timer.unref();
  }
}

/** @throws Error naming each fault of a shipped pack */
export async function createRegimes(options: RegimesOptions): Promise<Regimes> {
  const shipped = await loadShippedPacks();
  const timeline = await readTimeline(options.pool, { shipped, defaultPackId: options.defaultPackId });
  return new Regimes(options, shipped, timeline);
}
