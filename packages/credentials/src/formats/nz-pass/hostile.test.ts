import fc from 'fast-check';
import { encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import { createTrustStore, violationCodes } from '../../index.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import {
  createPassIssuer,
  mintPass,
  mintPassMessage,
  passClaims,
  passCredential,
  passNow,
  toPassText,
} from '../../specimens-nz-pass.ts';
import { verifyOn } from '../../verify-credential.ts';
import { maxMs, quickestMsOf } from '../../specimen-time.ts';

const issuer = createPassIssuer();
const options = { trust: createTrustStore([issuer.trustEntry]), now: passNow };
const message = mintPassMessage(issuer);
const text = toPassText(message);

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('hostile passes on the %s platform', (_name, platform) => {
  async function codeOf(hostile: string): Promise<string> {
    const verification = await verifyOn(platform, hostile, options);
    if (verification.ok) return 'ok';
    expect(violationCodes).toContain(verification.violation.code);
    expect(verification.violation.code).not.toBe('unexpected-error');
    return verification.violation.code;
  }

  test('no truncation verifies, of the text or of the message', async () => {
    expect(await codeOf(text)).toBe('ok');
    for (let length = 0; length < text.length; length++) expect(await codeOf(text.slice(0, length))).not.toBe('ok');
    for (let length = 0; length < message.length; length++) {
      expect(await codeOf(toPassText(message.subarray(0, length)))).not.toBe('ok');
    }
  });

  test('no flipped bit verifies', async () => {
    for (let bit = 0; bit < message.length * 8; bit++) {
      const flipped = Uint8Array.from(message);
      flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await codeOf(toPassText(flipped))).not.toBe('ok');
    }
  });

  test('no changed character verifies', async () => {
    for (let at = 0; at < text.length; at++) {
      for (const character of ['A', '='].filter((each) => each !== text.charAt(at))) {
        expect(await codeOf(text.slice(0, at) + character + text.slice(at + 1))).not.toBe('ok');
      }
    }
  });

  test('any text, bytes and claims give a verification and a reading', async () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }).map((rest) => `NZCP:/${rest}`),
      fc.string({ unit: 'binary' }).map((rest) => `NZCP:/1/${rest}`),
      fc.uint8Array({ maxLength: 400 }).map(toPassText),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => toPassText(Uint8Array.of(0xd2, ...bytes))),
      fc.jsonValue().map((value) => mintPass(issuer, { claims: passClaims([['vc', value]]) })),
      fc
        .jsonValue()
        .map((value) =>
          mintPass(issuer, { claims: passClaims([['vc', passCredential({ credentialSubject: value })]]) }),
        ),
      fc.jsonValue().map((value) => mintPass(issuer, { protectedHeaders: new Map([[4, value]]) })),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (hostile) => {
        expect(await codeOf(hostile)).not.toBe('ok');
        expect((await readOn(platform, hostile)).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a long text', `NZCP:/1/${'A'.repeat(10_000_000)}`],
    ['a long version', `NZCP:/${'1'.repeat(10_000_000)}`],
    ['deep nesting', toPassText(Uint8Array.of(0xd2, ...new Uint8Array(2500).fill(0x9f)))],
    ['a long array', toPassText(Uint8Array.of(0xd2, 0x9a, 0xff, 0xff, 0xff, 0xff))],
    ['many members', toPassText(Uint8Array.of(0xd2, ...encode(Object.fromEntries(numbered(250)))))],
  ])(`answers to %s within ${maxMs} ms`, async (_what, hostile) => {
    expect(await quickestMsOf(() => codeOf(hostile))).toBeLessThan(maxMs);
  });
});

function numbered(count: number): (readonly [string, number])[] {
  return Array.from({ length: count }, (_unused, at) => [`${at}`, at] as const);
}
