import { createTrustStore, verifyCredential } from '@gapura/credentials';
import { trustEntriesFromDidDocument } from '@gapura/credentials/node';
import { Tally, type Outcome } from './outcome.ts';
import { readJson } from './read-corpus.ts';

interface Case {
  readonly name: string;
  readonly uri: string;
  readonly expectedSection: string | null;
}

const now = new Date('2023-10-01T00:00:00Z');

/** The passes of the specification, each refused by the section that it violates. */
export async function runNzcp(folder: string): Promise<Outcome[]> {
  const tally = new Tally('nzcp', 'accepted, or refused by the section violated');
  const document = readJson(folder, 'exampleDIDDocument.json');
  const trust = createTrustStore(trustEntriesFromDidDocument(document, { demo: true }));
  const { cases } = readJson(folder, 'vectors.json') as { readonly cases: readonly Case[] };
  for (const { name, uri, expectedSection } of cases) {
    const verification = await verifyCredential(uri, { trust, now });
    const expected = expectedSection === null ? 'ok' : `NZCP §${expectedSection}`;
    tally.count(name, expected, verification.ok ? 'ok' : verification.violation.section);
  }
  return [tally.outcome];
}
