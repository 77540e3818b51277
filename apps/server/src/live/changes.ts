import pg from 'pg';
import type { Pool } from '../database/pool.ts';

const channel = 'gapura_changes';
const gatherMs = 50;
const reconnectMs = 1_000;
/** NOTIFY carries less than 8,000 bytes; a UUID and a comma are 37. */
const idsPerNotice = 200;

type Listener = () => void;

/**
 * Tells every server process on this database which venues have changed, and whether what is trusted has (`trust`, a name
 * beside the venues' ids). Only names travel; whoever listens reads again.
 * Notices are gathered and sent outside the admission's transaction, because NOTIFY makes commits wait for each other.
 */
export class Changes {
  readonly #pool: Pool;
  readonly #url: string;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #changed = new Set<string>();
  readonly #onError: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;
  #client: pg.Client | undefined;
  #stopped = false;

  constructor(deps: { pool: Pool; url: string; onError: (error: Error) => void }) {
    this.#pool = deps.pool;
    this.#url = deps.url;
    this.#onError = deps.onError;
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'gapura-changes',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', this.#onError);
    client.on('end', () => this.#reconnectLater());
    client.on('notification', ({ payload }) => payload?.split(',').forEach((venueId) => this.tell(venueId)));
    await client.connect();
    await client.query(`listen ${channel}`);
    this.#client = client;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  /** Marks a venue as changed; everybody who follows it hears of it within a tenth of a second. */
  mark(venueId: string): void {
    this.#changed.add(venueId);
    this.#timer ??= setTimeout(() => void this.#send(), gatherMs);
  }

  /** Lets those who follow it in this process alone read again. */
  tell(venueId: string): void {
    this.#listeners.get(venueId)?.forEach((listener) => listener());
  }

  /** @returns a function that ends the subscription. */
  follow(venueId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(venueId) ?? new Set();
    this.#listeners.set(venueId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(venueId) === listeners) {
        this.#listeners.delete(venueId);
      }
    };
  }

  followedVenues(): string[] {
    return [...this.#listeners.keys()];
  }

  async #send(): Promise<void> {
    this.#timer = undefined;
    const ids = [...this.#changed];
    this.#changed.clear();
    for (let from = 0; from < ids.length; from += idsPerNotice) {
      const payload = ids.slice(from, from + idsPerNotice).join(',');
      await this.#pool
        .query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] })
        .catch(this.#onError);
    }
  }

  #reconnectLater(): void {
    if (this.#stopped) {
      return;
    }
    setTimeout(() => {
      this.start().then(
        // Whatever changed while nobody listened is read again.
        () => this.followedVenues().forEach((venueId) => this.tell(venueId)),
        (error: unknown) => this.#onError(error instanceof Error ? error : new Error(String(error))),
      );
    }, reconnectMs).unref();
  }
}
