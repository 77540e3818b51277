import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createTrustStore } from '../../index.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { trustEntriesFromDidDocument } from '../../trust/trust-entries-from-did-document.ts';
import { verifyOn } from '../../verify-credential.ts';

interface CorpusCase {
  readonly name: string;
  readonly uri: string;
  readonly expectedSection: string | null;
}

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const folder = join(corpora, 'nzcp');
const isFound = existsSync(folder);

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${folder}`));

describe.runIf(isFound).each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('examples of the NZ COVID Pass specification on the %s platform', (_name, platform) => {
  test('are refused each by its section', async () => {
    const trust = createTrustStore(trustEntriesFromDidDocument(readJson('exampleDIDDocument.json'), { demo: true }));
    const { cases } = readJson('vectors.json') as { readonly cases: readonly CorpusCase[] };
    expect(cases.length).toBeGreaterThan(0);
    for (const { name, uri, expectedSection } of cases) {
      const verification = await verifyOn(platform, uri, { trust, now: new Date('2023-10-01T00:00:00Z') });
      const section = verification.ok ? null : verification.violation.section;
      expect([name, section]).toEqual([name, expectedSection === null ? null : `NZCP §${expectedSection}`]);
    }
  });
});
