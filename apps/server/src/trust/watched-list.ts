import { readFile } from 'node:fs/promises';
import {
  freshnessOf,
  openSignedList,
  type Environment,
  type Freshness,
  type LastList,
  type ListKey,
  type OpenedList,
  type SignedListType,
} from '@gapura/credentials';
import { messageOf } from '../each-in-turn.ts';
import { markOf } from './list-file.ts';

const missing = 'missing';

/** What is known about a list that was taken. */
export interface ListStatus {
  readonly type: SignedListType;
  readonly environment: Environment;
  readonly number: number;
  readonly freshness: Freshness;
  readonly nextUpdateAt: string;
  readonly staleUntil: string;
  /** Why the file that lies there now was not taken; null where it was. */
  readonly refused: string | null;
}

export interface WatchedListDeps<Type extends SignedListType, Kept> {
  readonly path: string;
  readonly type: Type;
  readonly environment: Environment;
  readonly keys: readonly ListKey[];
  findLast(): Promise<LastList | null>;
  /** Makes of the list what stays in memory. What it throws refuses the list. */
  prepare(list: Opened<Type>['list'], text: string): Kept | Promise<Kept>;
  /** Remembers the list; false where a newer one was taken meanwhile. */
  take(list: LastList): Promise<boolean>;
}

type Opened<Type extends SignedListType> = Extract<OpenedList<Type>, { ok: true }>;

interface Taken<Kept> {
  readonly head: Pick<ListStatus, 'type' | 'environment' | 'number' | 'nextUpdateAt' | 'staleUntil'>;
  readonly digest: string;
  readonly kept: Kept;
}

/** One file with a signed list. It is read again when it changed, and what was taken stays where the new one is refused. */
export class WatchedList<Type extends SignedListType, Kept> {
  readonly #deps: WatchedListDeps<Type, Kept>;
  #mark = '';
  #taken: Taken<Kept> | null = null;
  #refused: string | null = null;

  constructor(deps: WatchedListDeps<Type, Kept>) {
    this.#deps = deps;
  }

  get taken(): Taken<Kept> | null {
    return this.#taken;
  }

  get refused(): string | null {
    return this.#refused;
  }

  /**
   * @returns whether the file was read, because it is another one than before
   * @throws what `findLast` and `take` throw: that says nothing about the list
   */
  async refresh(now: Date): Promise<boolean> {
    const { path } = this.#deps;
    const mark = await markOf(path).catch(() => missing);
    if (mark === this.#mark) {
      return false;
    }
    const text = await readFile(path, 'utf8').catch((error: unknown) => ({ unreadable: messageOf(error) }));
    const isRead = typeof text === 'string';
    this.#refused = isRead ? await this.#judge(text.trim(), now) : `${path} cannot be read: ${text.unreadable}`;
    // Only of what has been judged: what could not be read now, or asked of the database, is looked at again.
    this.#mark = isRead ? mark : missing;
    return true;
  }

  /** Null while there is none. */
  status(now: Date): ListStatus | null {
    if (this.#taken === null) {
      return null;
    }
    const { head } = this.#taken;
    return { ...head, freshness: freshnessOf(head, now), refused: this.#refused };
  }

  /** @returns why the list is refused; null where it was taken */
  async #judge(text: string, now: Date): Promise<string | null> {
    const { path, type, environment, keys } = this.#deps;
    const opened = await openSignedList(text, { type, environment, keys, last: await this.#deps.findLast(), now });
    if (!opened.ok) {
      return `${path}: ${opened.code} (${opened.detail})`;
    }
    const { list, digest } = opened;
    let kept: Kept;
    try {
      kept = await this.#deps.prepare(list, text);
    } catch (error) {
      return `${path}: ${messageOf(error)}`;
    }
    if (!(await this.#deps.take({ number: list.number, digest }))) {
      return `${path}: rollback-refused (a newer list was taken meanwhile)`;
    }
    const { number, nextUpdateAt, staleUntil } = list;
    this.#taken = { head: { type, environment, number, nextUpdateAt, staleUntil }, digest, kept };
    return null;
  }
}
