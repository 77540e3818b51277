import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  createRevocationStore,
  type Environment,
  type LastList,
  type ListKey,
  type RevocationStore,
  type SignedListType,
  type SignedRevocationList,
  type TrustEntry,
} from '@gapura/credentials';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import type { Pool } from '../database/pool.ts';
import { eachInTurn } from '../each-in-turn.ts';
import { isSignedListFile, readKeysOfLists } from './list-file.ts';
import { findPhoneContent, type PhoneContent } from './phone-revocations.ts';
import { findTakenList, takeList } from './taken-lists.ts';
import type { Trust } from './trust.ts';
import { WatchedList, type ListStatus } from './watched-list.ts';

type ListConfig = Pick<Config, 'mode' | 'trustPath' | 'trustKeyPath' | 'revocationPath'>;

/** The signed lists of an installation, as they lie on its disk. */
export interface SignedLists {
  /** Reads what has changed, and lets go of what has expired. Safe to call at any time. */
  refresh(): Promise<void>;
  status(): readonly ListStatus[];
  /** The revocation list as it was signed, compressed, with its digest; null where there is none. */
  findSignedRevocations(): SignedRevocations | null;
}

export interface SignedRevocations {
  readonly digest: string;
  readonly gzipped: Buffer;
  /** Null where it is too much for a phone. */
  readonly forPhones: PhoneContent | null;
}

interface ListDeps {
  readonly config: ListConfig;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly trust: Trust;
  readonly onError: (error: Error) => void;
}

/** @throws StartError where a list that is configured cannot be taken: a server must not start with half of its trust */
export async function createSignedLists({ config, pool, clock, trust, onError }: ListDeps): Promise<SignedLists> {
  const files = await findListFiles(config);
  const environment: Environment = config.mode === 'production' ? 'production' : 'test';
  const depsOf = <Type extends SignedListType>(path: string, type: Type) => ({
    path,
    type,
    environment,
    keys: files.keys,
    findLast: () => findTakenList(pool, type, environment),
    take: (list: LastList) => takeList(pool, { type, environment, ...list }, clock()),
  });
  const trustList: WatchedTrust | null =
    files.trust === null
      ? null
      : new WatchedList({ ...depsOf(files.trust, 'trust-list'), prepare: ({ entries }) => entries });
  const revocations: WatchedRevocations | null =
    files.revocations === null
      ? null
      : new WatchedList({ ...depsOf(files.revocations, 'revocation-list'), prepare: prepareRevocations });
  const lists = createLists({ trustList, revocations }, { clock, trust, onError });
  await lists.refresh();
  for (const list of [trustList, revocations]) {
    if (list !== null && list.taken === null) {
      throw new StartError(
        `a signed list cannot be used: ${list.refused ?? 'it was not read'}. What to do: docs/guides/operator-trust.md`,
      );
    }
  }
  return lists;
}

type WatchedTrust = WatchedList<'trust-list', readonly TrustEntry[]>;
type WatchedRevocations = WatchedList<
  'revocation-list',
  Omit<SignedRevocations, 'digest'> & { readonly store: RevocationStore }
>;

/** The text of a long list goes with the list; of a million entries they would be three times as much as what stays. */
async function prepareRevocations(list: SignedRevocationList, text: string) {
  return { store: createRevocationStore([list]), gzipped: await compress(text), forPhones: findPhoneContent(list) };
}

const compress = promisify<string, Buffer>(gzip);

interface Watched {
  readonly trustList: WatchedTrust | null;
  readonly revocations: WatchedRevocations | null;
}

function createLists(
  { trustList, revocations }: Watched,
  { clock, trust, onError }: Pick<ListDeps, 'clock' | 'trust' | 'onError'>,
): SignedLists {
  let running: Promise<void> | null = null;
  const alarm = createAlarm(onError);
  const status = (now: Date): ListStatus[] =>
    [trustList?.status(now), revocations?.status(now)].flatMap((each) => each ?? []);
  const refresh = async (): Promise<void> => {
    const now = clock();
    try {
      await eachInTurn([trustList, revocations], async (list) => {
        if ((await list?.refresh(now)) === true && list !== null && list.refused !== null) {
          onError(new Error(`A signed list was not taken: ${list.refused}`));
        }
      });
    } finally {
      // What was taken expires also while nothing new can be taken.
      status(now).forEach((each) => alarm(each, now));
      applyTrust(trustList, trust, now);
      applyRevocations(revocations, trust);
    }
  };
  return {
    refresh() {
      running ??= refresh().finally(() => {
        running = null;
      });
      return running;
    },
    status: () => status(clock()),
    findSignedRevocations() {
      const taken = revocations?.taken;
      return taken ? { digest: taken.digest, gzipped: taken.kept.gzipped, forPhones: taken.kept.forPhones } : null;
    },
  };
}

/** Said again and again, until there is a newer list. */
const alarmedEveryMs = 3_600_000;

/** Tells of a list that is old, again each hour; files are looked at more often. */
function createAlarm(onError: (error: Error) => void): (status: ListStatus, now: Date) => void {
  const lastTold = new Map<ListStatus['type'], { readonly text: string; readonly atMs: number }>();
  return (status, now) => {
    const text = alarmOf(status);
    const told = lastTold.get(status.type);
    const atMs = now.getTime();
    if (text !== null && (told?.text !== text || atMs - told.atMs >= alarmedEveryMs)) {
      lastTold.set(status.type, { text, atMs });
      onError(new Error(text));
    }
  };
}

function alarmOf({ type, number, freshness, nextUpdateAt, staleUntil }: ListStatus): string | null {
  if (freshness === 'stale') {
    return `The ${type} ${number} was due for renewal at ${nextUpdateAt} and works until ${staleUntil}.`;
  }
  return freshness === 'expired' ? `The ${type} ${number} has expired at ${staleUntil}.` : null;
}

/** Nobody is admitted by an expired trust list. */
function applyTrust(list: WatchedTrust | null, trust: Trust, now: Date): void {
  if (list?.taken) {
    const isExpired = list.status(now)?.freshness === 'expired';
    const { digest, kept } = list.taken;
    trust.replaceListed({ name: `${digest} ${isExpired}`, entries: isExpired ? [] : kept });
  }
}

/** What is revoked stays revoked when the list has expired: to forget it would admit somebody. */
function applyRevocations(list: WatchedRevocations | null, trust: Trust): void {
  if (list?.taken) {
    trust.replaceRevoked({ name: list.taken.digest, store: list.taken.kept.store });
  }
}

interface ListFiles {
  readonly trust: string | null;
  readonly revocations: string | null;
  readonly keys: readonly ListKey[];
}

/** @throws StartError where list and key do not go together */
export async function findListFiles(config: ListConfig): Promise<ListFiles> {
  const { trustPath, trustKeyPath, revocationPath } = config;
  const trust = trustPath !== null && (await isSignedListFile(trustPath)) ? trustPath : null;
  if (trustKeyPath === null) {
    if (trust !== null || revocationPath !== null) {
      throw new StartError('a signed list needs GAPURA_TRUST_KEY, a file with the public keys that may sign it');
    }
    return { trust: null, revocations: null, keys: [] };
  }
  if (trustPath !== null && trust === null) {
    throw new StartError('GAPURA_TRUST_KEY is given, and GAPURA_TRUST is not a signed list. Take one of them away.');
  }
  return { trust, revocations: revocationPath, keys: await readKeysOfLists(trustKeyPath) };
}
