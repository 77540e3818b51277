import { describe, expect, test } from 'vitest';
import { createVerifierOn, type VerifierOptions } from './create-verifier.ts';
import { createTrustStore, type RevocationStore } from './index.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { createSpecimenIssuer, mintText, specimenNow, specimenValidUntil } from './specimens.ts';
import { verifyOn } from './verify-credential.ts';

const issuer = createSpecimenIssuer();
const trust = createTrustStore([issuer.trustEntry]);
const text = mintText(issuer);
const later = (seconds: number): Date => new Date(specimenNow.getTime() + seconds * 1000);

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('a verifier on the %s platform', (_name, platform) => {
  /** Counts how often a key is looked up, which happens only when a credential is verified anew. */
  function createCounting(options: Partial<VerifierOptions> = {}) {
    let count = 0;
    const findEntries: typeof trust.findEntries = (scheme, keyId) => {
      count++;
      return trust.findEntries(scheme, keyId);
    };
    const verifier = createVerifierOn(platform, { trust: { size: 1, findEntries }, ...options });
    return { verify: (shown: string, now: Date) => verifier.verify(shown, now), countVerified: () => count };
  }

  test('answers a second time what it answered first, without verifying', async () => {
    const { verify, countVerified } = createCounting();
    const expected = await verifyOn(platform, text, { trust, now: specimenNow });
    expect(await verify(text, specimenNow)).toEqual(expected);
    expect(await verify(text, later(600))).toEqual(expected);
    expect(expected.ok).toBe(true);
    expect(countVerified()).toBe(1);
  });

  test('verifies anew when it has remembered long enough, and when the clock went back', async () => {
    const { verify, countVerified } = createCounting({ rememberSeconds: 5 });
    await verify(text, specimenNow);
    await verify(text, later(6));
    expect(countVerified()).toBe(2);
    await verify(text, specimenNow);
    expect(countVerified()).toBe(3);
  });

  test('forgets a credential at its end', async () => {
    const { verify } = createCounting({ rememberSeconds: 1e9 });
    expect((await verify(text, specimenNow)).ok).toBe(true);
    expect((await verify(text, specimenValidUntil)).ok).toBe(true);
    const after = new Date(specimenValidUntil.getTime() + 1);
    expect(await verify(text, after)).toMatchObject({ ok: false, violation: { code: 'expired' } });
  });

  test.each(['revoked', 'denied'] as const)('asks every time whether it is %s', async (reason) => {
    let found: ReturnType<RevocationStore['find']>;
    const { verify } = createCounting({ revocation: { find: () => found } });
    expect((await verify(text, specimenNow)).ok).toBe(true);
    found = reason;
    expect(await verify(text, specimenNow)).toMatchObject({ ok: false, violation: { code: reason } });
    found = undefined;
    expect((await verify(text, specimenNow)).ok).toBe(true);
  });

  test('never remembers a refusal', async () => {
    const { verify, countVerified } = createCounting();
    const early = later(-365 * 86_400);
    expect((await verify(text, early)).ok).toBe(false);
    expect((await verify(text, early)).ok).toBe(false);
    expect(countVerified()).toBe(2);
    expect((await verify(text, specimenNow)).ok).toBe(true);
  });

  test('remembers no more than it may, and forgets first what was not shown longest', async () => {
    const { verify, countVerified } = createCounting({ cacheSize: 2 });
    const [first, second, third] = [mintText(issuer), mintText(issuer), mintText(issuer)];
    for (const shown of [first, second, first, third]) await verify(shown, specimenNow);
    expect(countVerified()).toBe(3);
    await verify(first, specimenNow);
    expect(countVerified()).toBe(3);
    await verify(second, specimenNow);
    expect(countVerified()).toBe(4);
  });

  test('a changed text is another credential', async () => {
    const { verify } = createCounting();
    await verify(text, specimenNow);
    expect((await verify(`${text} `, specimenNow)).ok).toBe(false);
    expect((await verify(text.slice(0, -1), specimenNow)).ok).toBe(false);
  });
});
