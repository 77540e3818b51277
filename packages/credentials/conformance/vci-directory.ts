import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrustSource } from '@gapura/credentials/node';
import { Tally, type Outcome } from './outcome.ts';
import { readJson } from './read-corpus.ts';

interface Snapshot {
  readonly issuerInfo: readonly { readonly keys: readonly unknown[] }[];
}

/** The signed snapshot of the directory of card issuers: its signature, and every key in it. */
export async function runVciDirectory(folder: string): Promise<Outcome[]> {
  const signature = new Tally('vci-directory', 'signature of the snapshot, and of a changed one');
  const keys = new Tally('vci-directory', 'keys accepted');
  const { issuerInfo } = readJson(folder, 'vci_snapshot.json') as Snapshot;
  const accepted = await countAccepted(join(folder, 'vci_snapshot.json'), folder);
  signature.count('as published', 'authentic', accepted === null ? 'refused' : 'authentic');
  keys.count('all issuers', issuerInfo.flatMap((each) => each.keys).length, accepted);
  signature.count('one byte changed', 'refused', (await isChangedAccepted(folder)) ? 'authentic' : 'refused');
  return [signature.outcome, keys.outcome];
}

async function countAccepted(path: string, folder: string): Promise<number | null> {
  const [signature, certificate] = [join(folder, 'vci_snapshot.sig'), join(folder, 'vci_snapshot.crt')];
  const source = { kind: 'vci-directory', path, signature, certificate } as const;
  try {
    const content = await readTrustSource(source, { environment: 'production', now: new Date() });
    return content.keys.filter((key) => 'entry' in key).length;
  } catch {
    return null;
  }
}

async function isChangedAccepted(folder: string): Promise<boolean> {
  const scratch = await mkdtemp(join(tmpdir(), 'gapura-vci-'));
  try {
    const changed = readFileSync(join(folder, 'vci_snapshot.json'), 'utf8').replace('https://', 'http://');
    await writeFile(join(scratch, 'vci_snapshot.json'), changed);
    return (await countAccepted(join(scratch, 'vci_snapshot.json'), folder)) !== null;
  } finally {
    await rm(scratch, { recursive: true });
  }
}
