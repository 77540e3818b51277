import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createSpecimenIssuer } from '../specimens.ts';
import { trustEntriesFromDidDocument } from './trust-entries-from-did-document.ts';
import { trustEntriesFromJwks } from './trust-entries-from-jwks.ts';
import { trustEntryFromCertificate } from './trust-entry-from-certificate.ts';
import { createTrustStore, type TrustEntry } from './trust-store.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const isFound = existsSync(join(corpora, 'hcert-testdata'));
const read = (file: string): string => readFileSync(join(corpora, file), 'utf8');

function assertRefused(entries: readonly TrustEntry[]): void {
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    const renamed = { ...entry, keyId: 'AbCdEfGhIjk=', issuer: '' };
    for (const each of entry.demo ? [entry] : [entry, renamed]) {
      expect(() => createTrustStore([each], { environment: 'production' })).toThrow('test or demo issuer');
    }
    expect(createTrustStore([entry], { environment: 'test' }).size).toBe(1);
  }
}

const certificateOf = (file: { TESTCTX: { CERTIFICATE?: string } }): string => file.TESTCTX.CERTIFICATE ?? '';

/** None for the certificates whose keys no certificate can be verified with. */
function entriesOf(certificate: string): TrustEntry[] {
  try {
    return [trustEntryFromCertificate(certificate, { demo: false })];
  } catch {
    return [];
  }
}

test('a production store refuses demo issuers and takes others', () => {
  const { trustEntry } = createSpecimenIssuer();
  assertRefused([{ ...trustEntry, demo: true }]);
  expect(createTrustStore([{ ...trustEntry, demo: false }], { environment: 'production' }).size).toBe(1);
});

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${corpora}`));

describe.runIf(isFound)('a production store refuses the public test keys of', () => {
  test('the early HCERT vectors', () => {
    const certificates = [1, 2, 3, 4].map((number) => read(`hcert-testdata/testdata/issuer${number}.crt`));
    assertRefused(certificates.map((certificate) => trustEntryFromCertificate(certificate, { demo: false })));
  });

  test('the test certificates of states', () => {
    const files = readdirSync(join(corpora, 'dgc-testdata'), { recursive: true, encoding: 'utf8' });
    const cases = files.filter((file) => file.includes('2DCode') && file.endsWith('.json'));
    const certificates = new Set(cases.map((file) => certificateOf(JSON.parse(read(join('dgc-testdata', file))))));
    const entries = [...certificates].flatMap(entriesOf);
    expect(entries.length).toBeGreaterThan(40);
    assertRefused(entries);
  });

  test('the SMART Health Cards examples', () => {
    const issuer = 'https://spec.smarthealth.cards/examples/issuer';
    const jwks: unknown = JSON.parse(read('shc-spec/examples/issuer/.well-known/jwks.json'));
    assertRefused(trustEntriesFromJwks(jwks, { issuer, name: 'Examples', demo: false }));
  });

  test('the New Zealand pass examples', () => {
    assertRefused(trustEntriesFromDidDocument(JSON.parse(read('nzcp/exampleDIDDocument.json')), { demo: false }));
  });
});
