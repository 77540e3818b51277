import {
  createTrustStore,
  joinRevocationStores,
  type RevocationStore,
  type TrustEntry,
  type TrustStore,
} from '@gapura/credentials';
import { readTrustFolder, trustEntryFromCertificate } from '@gapura/credentials/node';
import { StartError } from '../config/start-error.ts';
import { isSignedListFile } from './list-file.ts';

/** The issuer keys that this installation accepts. */
export interface Trust {
  /** Always answers from the keys that are accepted now. */
  readonly store: TrustStore;
  readonly entries: readonly TrustEntry[];
  /** The credentials that this installation denies. */
  readonly revocation: RevocationStore;
  /** Of them those that no signed list names, by their identifiers as in `Facts`; those revoked first come first. */
  readonly denied: ReadonlySet<string>;
  /** Another one as soon as keys or denied credentials are others: what was verified before is verified anew. */
  readonly version: number;
  /** Replaces the certificates of the organisations that issue here, and what is denied. */
  replaceIssued(issued: Issued): void;
  /** Replaces the keys of the signed trust list; the same name is the same list. */
  replaceListed(listed: Listed): void;
  /** Replaces the signed revocation list; the same name is the same list. */
  replaceRevoked(revoked: Revoked): void;
}

export interface Listed {
  readonly name: string;
  readonly entries: readonly TrustEntry[];
}

export interface Revoked {
  readonly name: string;
  readonly store: RevocationStore;
}

/** What this installation's own issuers add to its trust. */
export interface Issued {
  /** Certificates, PEM. */
  readonly certificates: readonly string[];
  /** Identifiers as in `Facts`. */
  readonly denied: ReadonlySet<string>;
}

export interface TrustOptions {
  /** File or folder of signer certificates; null: none. */
  readonly path: string | null;
  /** The demo issuer's certificate, given in demo mode only. */
  readonly demoCertificate: string | null;
  /** In production the keys of known test issuers are refused. */
  readonly isProduction?: boolean;
}

/** @throws StartError naming a certificate that cannot be used, or a demo key outside the demo */
export async function createTrust({ path, demoCertificate, isProduction = false }: TrustOptions): Promise<Trust> {
  const given = path === null || (await isSignedListFile(path)) ? [] : await readGiven(path);
  if (isProduction) {
    assertReal(given);
  }
  const demo = demoCertificate === null ? [] : [trustEntryFromCertificate(demoCertificate, { demo: true })];
  return createLiveTrust([...given, ...demo], { demo: demoCertificate !== null });
}

/** Keys that were given at the start, and those that come and go while the server runs. */
export function createLiveTrust(given: readonly TrustEntry[], { demo }: { readonly demo: boolean }): Trust {
  let issued: Issued = { certificates: [], denied: new Set() };
  let listed: Listed = { name: '', entries: [] };
  let revoked: Revoked = { name: '', store: joinRevocationStores([]) };
  let entries = given;
  let store = createTrustStore(entries);
  let version = 0;
  const denied: RevocationStore = {
    find: ({ identifiers }) => (identifiers.some((each) => issued.denied.has(each)) ? 'denied' : undefined),
  };
  const gather = (): void => {
    const ofIssuers = issued.certificates.map((pem) => trustEntryFromCertificate(pem, { demo }));
    entries = [...given, ...listed.entries, ...ofIssuers];
    store = createTrustStore(entries);
    version += 1;
  };
  return {
    store: {
      get size() {
        return store.size;
      },
      findEntries: (scheme, keyId) => store.findEntries(scheme, keyId),
    },
    get entries() {
      return entries;
    },
    get version() {
      return version;
    },
    get denied() {
      return issued.denied;
    },
    revocation: { find: (subject) => revoked.store.find(subject) ?? denied.find(subject) },
    replaceIssued(next) {
      if (!isSame(issued, next)) {
        issued = next;
        gather();
      }
    },
    replaceListed(next) {
      if (next.name !== listed.name) {
        listed = next;
        gather();
      }
    },
    replaceRevoked(next) {
      if (next.name !== revoked.name) {
        revoked = next;
        version += 1;
      }
    },
  };
}

function isSame(known: Issued, next: Issued): boolean {
  return (
    known.certificates.join() === next.certificates.join() &&
    known.denied.size === next.denied.size &&
    [...next.denied].every((identifier) => known.denied.has(identifier))
  );
}

async function readGiven(path: string): Promise<readonly TrustEntry[]> {
  const entries = await readTrustFolder(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`the issuer certificates of GAPURA_TRUST cannot be used: ${reason}`, { cause: error });
  });
  const demo = entries.find(({ name }) => name.includes(demoIssuerName));
  if (demo !== undefined) {
    throw new StartError(`GAPURA_TRUST holds the certificate of a demo issuer (key ${demo.keyId}). Remove it.`);
  }
  return entries;
}

function assertReal(entries: readonly TrustEntry[]): void {
  try {
    createTrustStore(entries, { environment: 'production' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`GAPURA_TRUST holds a key that must not be trusted: ${reason}. Remove it.`, { cause: error });
  }
}

/** In the subject of every demo issuer's certificate, so that none is ever trusted outside the demo. */
export const demoIssuerName = 'GAPURA DEMO - NOT FOR USE';
