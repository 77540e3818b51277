import { createHmac } from 'node:crypto';
import type { ExposureEndRequest, ExposureRequest, ExposuresReply } from '@gapura/contract';
import type { Exposure, RulePack } from '@gapura/screening';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { enterExposures, type Entered, type Entry } from './enter-exposures.ts';
import { holdingOf, type DoorRules, type Holding } from './held-until.ts';
import { laterStands, parseImport } from './import.ts';
import {
  deleteOldExposures,
  endExposures,
  getExposures,
  listDoorPlaces,
  listEnteredSince,
  listExposures,
  listStanding,
  listStandingWith,
  lockExposures,
  type DoorPlace,
  type ExposureRow,
  type StandingRow,
} from './store.ts';

export interface ExposuresOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'record'>;
  /** Turns a person into an identifier. It is kept outside the database. */
  readonly key: Buffer;
  readonly notices: { mark(topic: string): void; follow(topic: string, listener: () => void): () => void };
  /** Everybody whom a genuine credential among these names. */
  readonly findIdentities: (credentials: readonly string[], now: Date) => Promise<readonly string[]>;
  /** What is in force at the doors of such a place. */
  readonly rulesAt: (place: DoorPlace, now: Date) => RulePack | null;
  readonly onError: (error: Error) => void;
}

const topic = 'exposures';
const dayMs = 86_400_000;
/** No rule looks back further; older rows are deleted. */
const keptDays = 30;
const rereadMs = 30_000;
const mostListed = 500;

/** The people whom a health authority entered as cases or contacts, known here by keyed digests alone. */
export class Exposures {
  readonly #options: ExposuresOptions;
  #standing: ReadonlyMap<string, readonly Exposure[]> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #unfollow: (() => void) | undefined;

  constructor(options: ExposuresOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const reread = (): void => void this.refresh().catch(this.#options.onError);
    this.#unfollow = this.#options.notices.follow(topic, reread);
    // Beside the notices: one may be lost with its connection.
    this.#timer = setInterval(reread, rereadMs).unref();
    await this.refresh();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unfollow?.();
  }

  /** What stands against a person at the door. Nothing is asked of the database. */
  of(identity: string): readonly Exposure[] {
    return this.#standing.size === 0 ? [] : (this.#standing.get(this.identifierOf(identity)) ?? []);
  }

  /** What stands of all that was entered since then, as the database has it. */
  listEnteredSince(since: Date): Promise<readonly StandingRow[]> {
    return listEnteredSince(this.#options.pool, since);
  }

  /** 64 hex digits. */
  identifierOf(identity: string): string {
    return createHmac('sha256', this.#options.key).update(identity).digest('hex');
  }

  /** @throws Problem exposure-person-unknown, exposure-persons-differ */
  async getIdentifier(credentials: readonly string[]): Promise<string> {
    const [identity, another] = await this.#options.findIdentities(credentials, this.#options.clock());
    if (identity === undefined) {
      throw new Problem('exposure-person-unknown');
    }
    if (another !== undefined) {
      const fault = { path: '/credentials', message: 'The certificates name different people; an entry is about one.' };
      throw new Problem('exposure-persons-differ', { errors: [fault] });
    }
    return this.identifierOf(identity);
  }

  /** @throws Problem exposure-person-unknown, exposure-persons-differ, exposure-date-invalid, exposure-later-stands, body-invalid */
  async enter(request: ExposureRequest, by: string | null): Promise<void> {
    const { credentials, identifier, kind, on, replace = false } = request;
    if ((credentials === undefined) === (identifier === undefined)) {
      throw new Problem('body-invalid', { detail: 'Give a certificate or an identifier, one of the two.' });
    }
    const subject = identifier ?? (await this.getIdentifier(credentials ?? []));
    await this.#enterAll([{ subject, kind, on }], { by, replace }, () => new Problem('exposure-later-stands'));
  }

  /**
   * All lines of a list, or none.
   * @throws Problem csv-invalid
   */
  async import(csv: string, by: string | null): Promise<number> {
    const entries = parseImport(csv, (on) => this.isAcceptable(on));
    const refuse = (indexes: readonly number[]) => laterStands(indexes.flatMap((index) => entries[index]?.line ?? []));
    await this.#enterAll(entries, { by, replace: false }, refuse);
    return entries.length;
  }

  async #enterAll(
    entries: readonly Entry[],
    { by, replace }: { readonly by: string | null; readonly replace: boolean },
    refuse: (indexes: readonly number[]) => Problem,
  ): Promise<void> {
    if (entries.some(({ on }) => !this.isAcceptable(on))) {
      throw new Problem('exposure-date-invalid');
    }
    const at = this.#options.clock();
    await inTransaction(this.#options.pool, async (client) => {
      const entered = await enterExposures(client, entries, { by, at, replace });
      if (entered.is === 'later-stands') {
        throw refuse(entered.indexes);
      }
      await this.#options.audit.record(client, auditOf(entered, by));
    });
    await this.#changed();
  }

  /** A date that exists, not after tomorrow anywhere, and not older than what is kept. */
  isAcceptable(on: string): boolean {
    const day = Date.parse(`${on}T00:00:00Z`);
    const now = this.#options.clock().getTime();
    const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(on);
    return exists && day <= now + dayMs && day >= now - keptDays * dayMs;
  }

  /**
   * Whoever is well again is held by nothing that was entered before; a mistake takes back its own kind alone.
   * @throws Problem exposure-unknown
   */
  async end(id: string, reason: ExposureEndRequest['reason'], by: string | null): Promise<ExposuresReply> {
    const remaining = await inTransaction(this.#options.pool, async (client) => {
      await lockExposures(client);
      const rows = await listStandingWith(client, id);
      const kind = rows.find((row) => row.id === id)?.kind;
      if (kind === undefined) {
        throw new Problem('exposure-unknown');
      }
      const ended = rows.filter((row) => reason !== 'mistake' || row.kind === kind);
      const ids = ended.map((row) => row.id);
      await endExposures(client, ids, reason, this.#options.clock());
      const entry = { actor: by, action: 'exposure.ended', organisationId: null, detail: { reason } };
      await this.#options.audit.record(
        client,
        ids.map((subject) => ({ ...entry, subject })),
      );
      return rows.map((row) => row.id).filter((other) => !ids.includes(other));
    });
    await this.#changed();
    // By their ids, for the list is cut off.
    const rows = await getExposures(this.#options.pool, remaining);
    const holding = await this.#readHolding();
    return { ...(await this.list()), remaining: rows.map((row) => present(row, holding(row))) };
  }

  async list(): Promise<ExposuresReply> {
    const rows = await listExposures(this.#options.pool, mostListed);
    const holding = await this.#readHolding();
    const standing = [...this.#standing.values()].flat().filter((exposure) => holding(exposure).standing);
    const count = (kind: Exposure['kind']): number => standing.filter((exposure) => exposure.kind === kind).length;
    return {
      exposures: rows.map((row) => present(row, holding(row))),
      standing: { cases: count('case'), contacts: count('contact') },
    };
  }

  /** Entries of one kind and day are held alike, and there are few kinds and days. */
  async #readHolding(): Promise<(exposure: Exposure) => Holding> {
    const now = this.#options.clock();
    const doors = new Map<string, DoorRules>();
    for (const place of await listDoorPlaces(this.#options.pool)) {
      const rules = this.#options.rulesAt(place, now);
      doors.set([rules?.id, rules?.version, place.timeZone].join(' '), { rules, timeZone: place.timeZone });
    }
    const known = new Map<string, Holding>();
    return (exposure) => {
      const key = `${exposure.kind} ${exposure.on}`;
      const holding = known.get(key) ?? holdingOf(exposure, [...doors.values()], now);
      known.set(key, holding);
      return holding;
    };
  }

  async forgetOld(): Promise<void> {
    await deleteOldExposures(this.#options.pool, this.#since());
  }

  async refresh(): Promise<void> {
    const standing = new Map<string, Exposure[]>();
    for (const { subject, kind, on } of await listStanding(this.#options.pool, this.#since())) {
      standing.set(subject, [...(standing.get(subject) ?? []), { kind, on }]);
    }
    this.#standing = standing;
  }

  #since(): Date {
    return new Date(this.#options.clock().getTime() - keptDays * dayMs);
  }

  async #changed(): Promise<void> {
    this.#options.notices.mark(topic);
    await this.refresh();
  }
}

function auditOf({ added, corrected }: Extract<Entered, { is: 'entered' }>, by: string | null) {
  const entryOf = (action: string) => (row: StandingRow) => {
    return { actor: by, action, subject: row.id, organisationId: null, detail: { kind: row.kind } };
  };
  return [...added.map(entryOf('exposure.entered')), ...corrected.map(entryOf('exposure.corrected'))];
}

function present(
  { enteredAt, endedAt, ...row }: ExposureRow,
  { endsOn, standing }: Holding,
): ExposuresReply['exposures'][number] {
  return {
    ...row,
    endsOn: endedAt === null ? endsOn : null,
    standing: endedAt === null && standing,
    enteredAt: enteredAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
