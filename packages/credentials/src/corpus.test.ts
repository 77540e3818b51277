import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createTrustStore, type Layer, type TrustEntry, type Verification } from './index.ts';
import type { Platform } from './platform.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { readOn } from './read-credential.ts';
import { createSpecimenIssuer, mintText } from './specimens.ts';
import { trustEntryFromCertificate } from './trust/trust-entry-from-certificate.ts';
import { verifyOn } from './verify-credential.ts';

interface CorpusCase {
  readonly PREFIX: string;
  readonly TESTCTX: { readonly CERTIFICATE: string; readonly VALIDATIONCLOCK: string };
  readonly EXPECTEDRESULTS: Readonly<Partial<Record<Stage, boolean>>>;
}

/** The stages of the corpus that concern us, with the upstream test that names them in its list of known issues. */
const upstreamTests = {
  EXPECTEDUNPREFIX: 'test_prefix_removal',
  EXPECTEDB45DECODE: 'test_base45',
  EXPECTEDCOMPRESSION: 'test_compression',
  EXPECTEDDECODE: 'test_cbor_json',
  EXPECTEDVERIFY: 'test_verification_check',
  EXPECTEDEXPIRATIONCHECK: 'test_expiration_check',
  EXPECTEDKEYUSAGE: 'test_expected_key_usage',
  EXPECTEDSCHEMAVALIDATION: 'test_cose_schema',
} as const;
type Stage = keyof typeof upstreamTests;
const stages = Object.keys(upstreamTests) as Stage[];

const layers: readonly Layer[] = [
  'prefix',
  'base45',
  'inflate',
  'cbor',
  'cose',
  'trust',
  'signature',
  'validity',
  'key-usage',
  'schema',
];

const root = fileURLToPath(new URL('../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const folder = join(corpora, 'dgc-testdata');

const isFound = existsSync(folder);
if (!isFound) console.log(`corpora not found at ${corpora}`);

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${folder}`));

describe.runIf(isFound)('dgc-testdata', () => {
  test.each([
    ['node', nodePlatform],
    ['browser', browserPlatform],
  ] as const)('agrees in every stage on the %s platform', async (platformName, platform) => {
    const known = readKnownIssues();
    const disagreements: string[] = [];
    const knownIssues: string[] = [];
    let total = 0;
    for (const file of listCases()) {
      const corpusCase = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CorpusCase;
      const results = await judge(platform, corpusCase);
      for (const stage of stages) {
        const expected = corpusCase.EXPECTEDRESULTS[stage];
        if (expected === undefined || !('PREFIX' in corpusCase)) continue;
        total++;
        if (results[stage] === expected) continue;
        (isKnown(known, file, stage) ? knownIssues : disagreements).push(`${file} ${stage}`);
      }
    }
    const agreeing = total - disagreements.length - knownIssues.length;
    console.log(
      `dgc-testdata on ${platformName}: ${agreeing}/${total} agree, ${knownIssues.length} known upstream issues`,
    );
    expect(disagreements).toEqual([]);
    expect(total).toBeGreaterThan(0);
  });
});

describe.runIf(isFound)('eu-dcc-schema', () => {
  const issuer = createSpecimenIssuer();

  async function isAccepted(file: string): Promise<boolean> {
    const payload: unknown = JSON.parse(readFileSync(join(corpora, 'eu-dcc-schema/test', file), 'utf8'));
    return (await readOn(nodePlatform, mintText(issuer, { payload }))).ok;
  }

  test('accepts every valid example', async () => {
    for (const file of readdirSync(join(corpora, 'eu-dcc-schema/test/valid'))) {
      expect([file, await isAccepted(`valid/${file}`)]).toEqual([file, true]);
    }
  });

  test('refuses every invalid example, except for dates of birth that the schema finds unlikely', async () => {
    const lenient = ['invalid_dob.json', 'invalid_dob2.json'];
    for (const file of readdirSync(join(corpora, 'eu-dcc-schema/test/invalid'))) {
      expect([file, await isAccepted(`invalid/${file}`)]).toEqual([file, lenient.includes(file)]);
    }
  });
});

async function judge(platform: Platform, corpusCase: CorpusCase): Promise<Record<Stage, boolean>> {
  const text = corpusCase.PREFIX;
  const now = new Date(corpusCase.TESTCTX.VALIDATIONCLOCK);
  const entries = entriesOf(corpusCase);
  const passed = passedLayers(await verifyOn(platform, text, { trust: createTrustStore(entries), now }));
  const reading = await readOn(platform, text);
  const issuedAt = reading.ok ? reading.facts.issuedAt : null;
  const always = entries.map((entry) => ({ ...entry, notBefore: '1970-01-01', notAfter: '9999-12-31' }));
  const inDate = { trust: createTrustStore(always), now: issuedAt === null ? now : new Date(issuedAt) };
  return {
    EXPECTEDUNPREFIX: passed.has('prefix'),
    EXPECTEDB45DECODE: passed.has('base45'),
    EXPECTEDCOMPRESSION: passed.has('inflate'),
    EXPECTEDDECODE: passed.has('cose'),
    EXPECTEDVERIFY: passed.has('signature'),
    EXPECTEDEXPIRATIONCHECK: passed.has('validity'),
    EXPECTEDKEYUSAGE: passedLayers(await verifyOn(platform, text, inDate)).has('key-usage'),
    EXPECTEDSCHEMAVALIDATION: reading.ok,
  };
}

/** A certificate whose key may not be used at all (P-384) leaves the trust list empty, and so verifies nothing. */
function entriesOf(corpusCase: CorpusCase): TrustEntry[] {
  try {
    return [trustEntryFromCertificate(corpusCase.TESTCTX.CERTIFICATE, { demo: false })];
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

function passedLayers(verification: Verification): ReadonlySet<Layer> {
  if (verification.ok) return new Set(layers);
  return new Set(layers.slice(0, layers.indexOf(verification.violation.layer)));
}

function listCases(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.json')).toSorted();
}

function readKnownIssues(): ReadonlySet<string> {
  const lines = readFileSync(join(folder, 'tests/known_issues.csv'), 'utf8').trim().split(/\r?\n/u).slice(1);
  return new Set(lines.map((line) => line.split(',').slice(0, 3).join('/')));
}

function isKnown(known: ReadonlySet<string>, file: string, stage: Stage): boolean {
  const country = file.split('/')[0] ?? '';
  const name = file.split('/').at(-1)?.replace('.json', '') ?? '';
  const upstreamTest = upstreamTests[stage];
  return known.has(`${upstreamTest}/${country}/${name}`) || known.has(`${upstreamTest}/${country}/`);
}
