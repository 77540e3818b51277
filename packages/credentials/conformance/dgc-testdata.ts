import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createTrustStore,
  readCredential,
  verifyCredential,
  type Layer,
  type TrustEntry,
  type Verification,
} from '@gapura/credentials';
import { trustEntryFromCertificate } from '@gapura/credentials/node';
import { Tally, type Outcome } from './outcome.ts';
import { listFiles, readJson } from './read-corpus.ts';

interface Case {
  readonly PREFIX?: string;
  readonly TESTCTX: { readonly CERTIFICATE?: string; readonly VALIDATIONCLOCK?: string };
  readonly EXPECTEDRESULTS: Readonly<Partial<Record<Stage, boolean>>>;
}

/** The stages that concern a verifier, with the upstream test that names them in its list of known issues. */
const stages = {
  EXPECTEDUNPREFIX: ['prefix', 'test_prefix_removal'],
  EXPECTEDB45DECODE: ['base45', 'test_base45'],
  EXPECTEDCOMPRESSION: ['inflate', 'test_compression'],
  EXPECTEDDECODE: ['CBOR and COSE', 'test_cbor_json'],
  EXPECTEDVERIFY: ['signature', 'test_verification_check'],
  EXPECTEDEXPIRATIONCHECK: ['validity', 'test_expiration_check'],
  EXPECTEDKEYUSAGE: ['key usage', 'test_expected_key_usage'],
  EXPECTEDSCHEMAVALIDATION: ['schema', 'test_cose_schema'],
} as const;
type Stage = keyof typeof stages;
const stageNames = Object.keys(stages) as Stage[];

/** In the order in which a credential passes them. */
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

/** Every stage of every case of which the corpus gives the text of the QR code. */
export async function runDgcTestdata(folder: string): Promise<Outcome[]> {
  const known = readKnownIssues(folder);
  const tallies = new Map(stageNames.map((stage) => [stage, new Tally('dgc-testdata', stages[stage][0])]));
  for (const file of listFiles(folder, '.json')) {
    const found = readJson(folder, file) as Partial<Case>;
    if (!isCase(found)) continue;
    const results = await judge(found);
    for (const stage of stageNames) {
      const expected = found.EXPECTEDRESULTS[stage];
      if (expected !== undefined) tallies.get(stage)?.count(file, expected, results[stage], known.find(file, stage));
    }
  }
  return [...tallies.values()].map(({ outcome }) => outcome);
}

function isCase(found: Partial<Case>): found is Case & { readonly PREFIX: string } {
  return typeof found.PREFIX === 'string' && found.EXPECTEDRESULTS !== undefined && found.TESTCTX !== undefined;
}

async function judge({ PREFIX: text, TESTCTX }: Case & { readonly PREFIX: string }): Promise<Record<Stage, boolean>> {
  const now = readClock(TESTCTX.VALIDATIONCLOCK);
  const entries = entriesOf(TESTCTX.CERTIFICATE);
  const passed = passedLayers(await verifyCredential(text, { trust: createTrustStore(entries), now }));
  const reading = await readCredential(text);
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
    EXPECTEDKEYUSAGE: passedLayers(await verifyCredential(text, inDate)).has('key-usage'),
    EXPECTEDSCHEMAVALIDATION: reading.ok,
  };
}

/** The corpus takes an instant without an offset as UTC, ECMAScript as local. */
function readClock(text = ''): Date {
  return new Date(/T[\d:.]+$/u.test(text) ? `${text}Z` : text);
}

/** A certificate whose key may not be used at all (P-384) leaves the trust list empty, and so verifies nothing. */
function entriesOf(certificate: string | undefined): TrustEntry[] {
  try {
    return certificate === undefined ? [] : [trustEntryFromCertificate(certificate, { demo: false })];
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

function passedLayers(verification: Verification): ReadonlySet<Layer> {
  if (verification.ok) return new Set(layers);
  return new Set(layers.slice(0, layers.indexOf(verification.violation.layer)));
}

interface KnownIssues {
  find(file: string, stage: Stage): string | null;
}

/** Upstream's own list of wrong expectations: test, country, case (or all of the country), reason. */
function readKnownIssues(folder: string): KnownIssues {
  const list = join(folder, 'tests/known_issues.csv');
  const lines = existsSync(list) ? readFileSync(list, 'utf8').trim().split(/\r?\n/u).slice(1) : [];
  const reasons = new Map(lines.map((line) => line.split(',')).map((row) => [row.slice(0, 3).join('/'), row[3] ?? '']));
  return {
    find(file, stage) {
      const country = file.split('/')[0] ?? '';
      const name = file.split('/').at(-1)?.replace('.json', '') ?? '';
      const prefix = `${stages[stage][1]}/${country}/`;
      const reason = reasons.get(prefix + name) ?? reasons.get(prefix);
      return reason === undefined ? null : `known upstream: ${reason}`;
    },
  };
}
