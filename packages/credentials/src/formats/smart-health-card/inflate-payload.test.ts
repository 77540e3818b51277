import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createTrustStore } from '../../index.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { cardNow, cardPayload, createCardIssuer, mintCard } from '../../specimens-smart-health-card.ts';
import { verifyOn } from '../../verify-credential.ts';

const issuer = createCardIssuer();
const trust = createTrustStore([issuer.trustEntry]);
const json = JSON.stringify(cardPayload());
const gzipHeaderBytes = 10;

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('the payload of a card on the %s platform', (_name, platform) => {
  test('may end with the trailer of gzip', async () => {
    const compressed = gzipSync(json).subarray(gzipHeaderBytes);
    expect(await verifyOn(platform, mintCard(issuer, { compressed }), { trust, now: cardNow })).toMatchObject({
      ok: true,
    });
  });

  test('may not end early', async () => {
    const compressed = deflateRawSync(json).subarray(0, -9);
    const verification = await verifyOn(platform, mintCard(issuer, { compressed }), { trust, now: cardNow });
    expect(verification).toMatchObject({ ok: false, violation: { code: 'inflate-invalid' } });
  });
});

test('nothing else may stand behind it', async () => {
  for (const trailer of [Buffer.alloc(1), Buffer.alloc(8), Buffer.alloc(9)]) {
    const compressed = Buffer.concat([deflateRawSync(json), trailer]);
    const verification = await verifyOn(nodePlatform, mintCard(issuer, { compressed }), { trust, now: cardNow });
    expect(verification).toMatchObject({ ok: false, violation: { code: 'inflate-invalid' } });
  }
});
