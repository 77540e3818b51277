import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  createTrustStore,
  violationCodes,
  type CredentialInput,
  type TrustEntry,
  type ViolationCode,
} from './index.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { createRevocationStore } from './revocation/create-revocation-store.ts';
import type { RevocationList } from './revocation/revocation-list.ts';
import { verifyOn } from './verify-credential.ts';

interface Vector {
  readonly name: string;
  /** One of the three is the input: a text, the texts of several codes, or bytes in base64. */
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly bytes?: string;
  readonly now: string;
  readonly trust: readonly TrustEntry[];
  readonly revocation?: RevocationList;
  /** `ok` or the code of a violation. */
  readonly expected: string;
}

const root = new URL('../../../vectors/', import.meta.url);
const folders = readdirSync(root, { withFileTypes: true }).filter((file) => file.isDirectory());
const vectorsByFormat = new Map(folders.map(({ name }) => [name, readFolder(new URL(`${name}/`, root))]));

function readFolder(folder: URL): Vector[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector);
}

function inputOf({ name, text, texts, bytes }: Vector): CredentialInput {
  const input = text ?? texts ?? (bytes === undefined ? undefined : Uint8Array.from(Buffer.from(bytes, 'base64')));
  if (input === undefined) throw new Error(`vector ${name} has no input`);
  return input;
}

const platforms = [
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const;

describe.each([...vectorsByFormat])('vectors of %s', (_format, vectors) => {
  describe.each(platforms)('on the %s platform', (_name, platform) => {
    test.each(vectors)('$name: $expected', async (vector) => {
      const verification = await verifyOn(platform, inputOf(vector), {
        trust: createTrustStore(vector.trust),
        now: new Date(vector.now),
        ...(vector.revocation === undefined ? {} : { revocation: createRevocationStore([vector.revocation]) }),
      });
      expect(verification.ok ? 'ok' : verification.violation.code).toBe(vector.expected);
    });
  });
});

function shownBy(format: string): Set<string> {
  return new Set((vectorsByFormat.get(format) ?? []).map(({ expected }) => expected));
}

/** What each format can be refused for, apart from a text longer than a code, a broken trust entry and our own mistakes. */
const codesOf: Readonly<Record<string, string>> = {
  'eu-dcc':
    'unknown-prefix base45-invalid inflate-invalid inflate-too-large cbor-invalid cbor-too-deep cbor-duplicate-key ' +
    'cose-invalid cwt-invalid algorithm-unsupported key-id-missing issuer-unknown algorithm-mismatch signature-invalid ' +
    'validity-missing not-yet-valid expired outside-issuer-validity key-usage schema-invalid schema-date ' +
    'schema-no-entry schema-several-entries',
  'smart-health-card':
    'unknown-prefix chunk-missing numeric-invalid jws-invalid base64-invalid inflate-invalid inflate-too-large ' +
    'json-invalid json-too-deep json-duplicate-key algorithm-unsupported key-id-missing issuer-unknown issuer-mismatch ' +
    'signature-invalid validity-missing not-yet-valid expired outside-issuer-validity key-usage revoked denied ' +
    'schema-invalid schema-date schema-no-entry schema-several-entries',
  'nz-pass':
    'unknown-prefix text-too-long base32-invalid cbor-invalid cbor-too-deep cbor-duplicate-key cose-invalid cwt-invalid ' +
    'algorithm-unsupported key-id-missing issuer-unknown issuer-key-unusable issuer-mismatch signature-invalid validity-missing ' +
    'not-yet-valid expired outside-issuer-validity denied schema-invalid schema-date',
  'who-ddcc':
    'cwt-invalid issuer-unknown signature-invalid not-yet-valid expired outside-issuer-validity key-usage revoked ' +
    'schema-invalid schema-date schema-no-entry schema-several-entries',
  divoc:
    'base64-invalid zip-invalid inflate-invalid inflate-too-large json-invalid json-too-deep json-duplicate-key ' +
    'jws-invalid algorithm-unsupported proof-invalid context-unknown unsigned-member issuer-unknown issuer-mismatch ' +
    'algorithm-mismatch signature-invalid validity-missing not-yet-valid expired outside-issuer-validity key-usage ' +
    'denied schema-invalid schema-date schema-no-entry schema-several-entries',
};

test.each(Object.entries(codesOf))('there is a vector for every code that %s can cause', (format, codes) => {
  const shown = shownBy(format);
  expect(codes.split(' ').filter((code) => !shown.has(code))).toEqual([]);
  expect(codes.split(' ').filter((code) => !violationCodes.includes(code as ViolationCode))).toEqual([]);
});

test('there is a vector for every code but that of our own mistakes', () => {
  const shown = new Set([...vectorsByFormat.keys()].flatMap((format) => [...shownBy(format)]));
  expect(violationCodes.filter((code) => !shown.has(code))).toEqual(['unexpected-error']);
});
