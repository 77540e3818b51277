import { createTrustStore, type TrustEntry, type TrustStore } from '@gapura/credentials';
import { readTrustFolder, trustEntryFromCertificate } from '@gapura/credentials/node';
import { StartError } from '../config/start-error.ts';

/** The issuer keys that this installation accepts. */
export interface Trust {
  readonly store: TrustStore;
  readonly entries: readonly TrustEntry[];
}

export interface TrustOptions {
  /** File or folder of signer certificates; null: none. */
  readonly path: string | null;
  /** The demo issuer's certificate, given in demo mode only. */
  readonly demoCertificate: string | null;
}

/** @throws StartError naming a certificate that cannot be used, or a demo key outside the demo */
export async function createTrust({ path, demoCertificate }: TrustOptions): Promise<Trust> {
  const given = path === null ? [] : await readGiven(path);
  const demo = demoCertificate === null ? [] : [trustEntryFromCertificate(demoCertificate, { demo: true })];
  const entries = [...given, ...demo];
  return { store: createTrustStore(entries), entries };
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

/** In the subject of every demo issuer's certificate, so that none is ever trusted outside the demo. */
export const demoIssuerName = 'GAPURA DEMO - NOT FOR USE';
