import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTrustStore, violationCodes, type TrustEntry } from './index.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { verifyOn } from './verify-credential.ts';

interface Vector {
  readonly name: string;
  readonly text: string;
  readonly now: string;
  readonly trust: readonly TrustEntry[];
  /** `ok` or the code of a violation. */
  readonly expected: string;
}

const folder = new URL('../../../vectors/eu-dcc/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const vectors = files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector);

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('vectors on the %s platform', (_name, platform) => {
  test.each(vectors)('$name: $expected', async ({ text, now, trust, expected }) => {
    const verification = await verifyOn(platform, text, { trust: createTrustStore(trust), now: new Date(now) });
    expect(verification.ok ? 'ok' : verification.violation.code).toBe(expected);
  });
});

test('there is a vector for every code that a text can cause', () => {
  const shown = new Set(vectors.map(({ expected }) => expected));
  // Left out: a text longer than a QR code, a trust entry that is broken, and a mistake of our own.
  const others = new Set(['text-too-long', 'issuer-key-unusable', 'unexpected-error']);
  expect(violationCodes.filter((code) => !shown.has(code) && !others.has(code))).toEqual([]);
});
