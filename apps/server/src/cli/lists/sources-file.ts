import { dirname, resolve } from 'node:path';
import type { RevocationSource, TrustSource } from '@gapura/credentials/node';
import { CommandFailure } from '../command.ts';
import { readText } from './list-file.ts';

/** The members that each kind of source must have, and those it may have. */
type Members = Readonly<Record<string, { readonly needs: readonly string[]; readonly may?: readonly string[] }>>;

const snapshot = { needs: ['path', 'signature', 'certificate'] };

const trustMembers: Members = {
  certificates: { needs: ['path'] },
  'signed-certificates': { needs: ['path', 'signers'] },
  authorities: { needs: ['path'] },
  'master-list': { needs: ['path', 'authorities'] },
  'eu-dcc-list': { needs: ['path'], may: ['key', 'signers'] },
  'vci-directory': snapshot,
  jwks: { needs: ['path', 'issuer', 'name'], may: ['country'] },
  'did-document': { needs: ['path'], may: ['scheme', 'issuer', 'name', 'country'] },
  key: { needs: ['path', 'scheme', 'keyId', 'name'], may: ['issuer', 'country'] },
};

export const trustSourceKinds = Object.keys(trustMembers).join(', ');

const revocationMembers: Members = {
  hex: { needs: ['path', 'keyId', 'hash'] },
  lines: { needs: ['path'] },
  'dcc-batch': { needs: ['path'] },
  'cwa-chunk': { needs: ['path', 'keyId', 'hash'] },
  rid: { needs: ['path', 'issuer'] },
  'vci-directory': snapshot,
  denied: { needs: ['path'] },
};

const pathMembers = ['path', 'key', 'signature', 'certificate', 'signers', 'authorities'];
const maxSources = 500;

/** Reads `{"sources": […]}`; paths count from the folder of the file. @throws CommandFailure naming the source */
export async function readTrustSources(file: string): Promise<TrustSource[]> {
  return (await readSources(file, trustMembers)) as unknown as TrustSource[];
}

/** As {@link readTrustSources}, for revocations. @throws CommandFailure */
export async function readRevocationSources(file: string): Promise<RevocationSource[]> {
  return (await readSources(file, revocationMembers)) as unknown as RevocationSource[];
}

type Source = Readonly<Record<string, string>>;

async function readSources(file: string, known: Members): Promise<Source[]> {
  const value = parse(file, await readText(file));
  const sources = (value as { sources?: unknown } | null)?.sources;
  if (!Array.isArray(sources) || sources.length === 0 || sources.length > maxSources) {
    throw new CommandFailure(`${file}: needs {"sources": […]} with 1 to ${maxSources} sources`);
  }
  return sources.map((source: unknown, index) => {
    const fault = findFault(source, known);
    if (fault !== undefined) {
      throw new CommandFailure(`${file}: source ${index + 1}: ${fault}`);
    }
    return withPaths(source as Source, dirname(file));
  });
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function findFault(source: unknown, known: Members): string | undefined {
  if (typeof source !== 'object' || source === null) {
    return 'must be an object';
  }
  const { kind, ...members } = source as Record<string, unknown>;
  const expected = typeof kind === 'string' && Object.hasOwn(known, kind) ? known[kind] : undefined;
  if (expected === undefined) {
    return `the kind must be one of ${Object.keys(known).join(', ')}`;
  }
  const names = Object.keys(members);
  const missing = expected.needs.find((name) => !names.includes(name));
  const foreign = names.find((name) => !expected.needs.includes(name) && expected.may?.includes(name) !== true);
  const wrong = names.find((name) => typeof members[name] !== 'string');
  if (missing !== undefined) {
    return `${missing} is missing`;
  }
  return foreign === undefined ? wrong && `${wrong} must be a text` : `${foreign} is not known here`;
}

function withPaths(source: Source, folder: string): Source {
  const members = Object.entries(source).map(([name, value]) => [
    name,
    pathMembers.includes(name) ? resolve(folder, value) : value,
  ]);
  return Object.fromEntries(members) as Source;
}
