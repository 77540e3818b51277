import { readListKeys, readListSigningKey, type ListSigningKey } from '@gapura/credentials/node';
import type { Environment, ListHead, ListKey, SignedListType } from '@gapura/credentials';
import { CommandFailure, UsageError } from '../command.ts';
import { findText, openListFile, readText, type OpenedFile } from './list-file.ts';

/** The options that every command which signs a list has, for `parseArgs`. */
export const signingOptions = {
  sources: { type: 'string' },
  environment: { type: 'string' },
  key: { type: 'string' },
  'old-key': { type: 'string' },
  out: { type: 'string' },
  number: { type: 'string' },
  days: { type: 'string' },
  'stale-days': { type: 'string' },
} as const;

export const signingUsage = `  --environment production|test   to which doors it belongs
  --key FILE                      private key that signs, made by “gapura trust key”
  --out FILE                      the list; an earlier one in its place is continued
  --old-key FILE                  public key of the earlier list, where another key signed it
  --number N                      its number; one more than the earlier one unless told
  --days N                        fresh for so many days; 7 unless told
  --stale-days N                  works with an alarm for so many days more; 14 unless told`;

export interface SigningValues {
  readonly environment?: string | undefined;
  readonly key?: string | undefined;
  readonly 'old-key'?: string | undefined;
  readonly out?: string | undefined;
  readonly number?: string | undefined;
  readonly days?: string | undefined;
  readonly 'stale-days'?: string | undefined;
}

export interface Signing<Type extends SignedListType> {
  readonly head: ListHead;
  readonly key: ListSigningKey;
  readonly out: string;
  readonly previous: OpenedFile<Type> | null;
}

const dayMs = 86_400_000;
const maxDays = 3650;

/** Who signs, where to, which number and until when. @throws UsageError, CommandFailure */
export async function readSigning<Type extends SignedListType>(
  values: SigningValues,
  type: Type,
  now: Date,
): Promise<Signing<Type>> {
  const environment = readEnvironment(values.environment);
  const out = required('out', values.out);
  const key = await readSigningKey(required('key', values.key), environment);
  const days = readCount('days', values.days ?? '7', maxDays);
  const staleDays = readCount('stale-days', values['stale-days'] ?? '14', maxDays);
  const oldKeys = values['old-key'] === undefined ? [] : await readPublicKeys(values['old-key']);
  const isContinued = (await findText(out)) !== null;
  const previous = isContinued ? await openListFile(out, { type, environment, keys: [key, ...oldKeys], now }) : null;
  const after = (count: number): string => new Date(now.getTime() + count * dayMs).toISOString();
  const number = readNumber(values.number, previous?.list.number ?? 0);
  const head = {
    environment,
    number,
    issuedAt: after(0),
    nextUpdateAt: after(days),
    staleUntil: after(days + staleDays),
  };
  return { head, key, out, previous };
}

/** @throws UsageError */
export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') {
    throw new UsageError(`--${name} is missing`);
  }
  return value;
}

/** @throws UsageError */
export function readEnvironment(value: string | undefined): Environment {
  if (value !== 'production' && value !== 'test') {
    throw new UsageError('--environment must be production or test');
  }
  return value;
}

async function readSigningKey(path: string, environment: Environment): Promise<ListSigningKey> {
  const key = await keyFrom(path, readListSigningKey);
  if (key.environment !== environment) {
    throw new CommandFailure(`${path} is a key of ${key.environment}, and this list is for ${environment}`);
  }
  return key;
}

/** @throws CommandFailure where the file holds no public keys of lists */
export function readPublicKeys(path: string): Promise<ListKey[]> {
  return keyFrom(path, readListKeys);
}

async function keyFrom<Key>(path: string, read: (pem: string) => Key): Promise<Key> {
  const pem = await readText(path);
  try {
    return read(pem);
  } catch (error) {
    throw new CommandFailure(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function readNumber(value: string | undefined, last: number): number {
  if (value === undefined) {
    return last + 1;
  }
  const number = readCount('number', value, Number.MAX_SAFE_INTEGER);
  if (number <= last) {
    throw new UsageError(`--number must be above ${last}, the number of the list in its place`);
  }
  return number;
}

function readCount(name: string, value: string, max: number): number {
  const count = /^\d{1,16}$/u.test(value) ? Number(value) : Number.NaN;
  if (!(count >= 1 && count <= max)) {
    throw new UsageError(`--${name} must be a whole number from 1 to ${max}`);
  }
  return count;
}
