import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from './formats/hcert/base45.ts';
import { createTrustStore, violationCodes } from './index.ts';
import { toHc1Text } from './issue/sign-message.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { readOn } from './read-credential.ts';
import { createSpecimenIssuer, mintMessage, specimenNow } from './specimens.ts';
import { verifyOn } from './verify-credential.ts';
import { maxMs, quickestMsOf } from './specimen-time.ts';

const issuer = createSpecimenIssuer();
const options = { trust: createTrustStore([issuer.trustEntry]), now: specimenNow };
const message = mintMessage(issuer);
const text = toHc1Text(message);

const platforms = [
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const;

describe.each(platforms)('hostile input on the %s platform', (_name, platform) => {
  async function codeOf(hostile: string): Promise<string> {
    const verification = await verifyOn(platform, hostile, options);
    if (verification.ok) return 'ok';
    expect(violationCodes).toContain(verification.violation.code);
    expect(verification.violation.code).not.toBe('unexpected-error');
    return verification.violation.code;
  }

  test('no truncation verifies: of the text, the compressed bytes, the message', async () => {
    for (let length = 0; length < text.length; length++) expect(await codeOf(text.slice(0, length))).not.toBe('ok');
    const compressed = decodeBase45(text, 4);
    for (let length = 0; length < compressed.length; length++) {
      expect(await codeOf(`HC1:${encodeBase45(compressed.subarray(0, length))}`)).not.toBe('ok');
    }
    for (let length = 0; length < message.length; length++) {
      expect(await codeOf(toHc1Text(message.subarray(0, length)))).not.toBe('ok');
    }
  });

  test('no flipped bit of the message verifies', async () => {
    for (let bit = 0; bit < message.length * 8; bit++)
      expect(await codeOf(toHc1Text(flip(message, bit)))).not.toBe('ok');
  });

  test('a flipped bit of the compressed bytes changes nothing or refuses', async () => {
    const expected = await verifyOn(platform, text, options);
    const compressed = Uint8Array.from(deflateSync(message, { level: 9 }));
    for (let bit = 0; bit < compressed.length * 8; bit++) {
      const verification = await verifyOn(platform, `HC1:${encodeBase45(flip(compressed, bit))}`, options);
      expect(verification.ok ? verification : expected).toEqual(expected);
    }
  });

  test('any text and any bytes give a verification and a reading', async () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((rest) => `HC1:${rest}`),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => `HC1:${encodeBase45(bytes)}`),
      fc.uint8Array({ maxLength: 400 }).map(toHc1Text),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (hostile) => {
        expect(await codeOf(hostile)).not.toBe('ok');
        expect((await readOn(platform, hostile)).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('what is no text at all is refused too', async () => {
    for (const value of [null, undefined, 1, {}, [], [null], new Uint8Array()]) {
      expect(await codeOf(value as string)).toBe('unknown-prefix');
    }
  });

  test.each([
    ['a bomb', toHc1Text(new Uint8Array(2_800_000))],
    ['deep nesting', toHc1Text(new Uint8Array(65_000).fill(0x9f))],
    ['many members', toHc1Text(Uint8Array.from([0xb9, 0xff, 0xff, ...new Uint8Array(65_000)]))],
    ['a long array', toHc1Text(Uint8Array.from([0x99, 0xff, 0xf0, ...new Uint8Array(65_000)]))],
  ])(`answers to %s within ${maxMs} ms`, async (_what, hostile) => {
    expect(await quickestMsOf(() => codeOf(hostile))).toBeLessThan(maxMs);
  });
});

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}
