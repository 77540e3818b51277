import { expect, test, vi } from 'vitest';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import { createDivocIssuer, mintText, specimenNow } from '../../specimens-divoc.ts';
import { createSpecimenIssuer, mintText as mintHc1, specimenNow as hc1Now } from '../../specimens.ts';
import { createTrustStore } from '../../trust/trust-store.ts';
import { verifyOn } from '../../verify-credential.ts';

/** A tripwire: whoever loads the linked data library here fails. */
const load = vi.hoisted(() => vi.fn<() => object>());
vi.mock('./canonicalise.ts', () => {
  load();
  throw new Error('loaded');
});

test('the library for linked data is loaded for verifying a DIVOC credential and for nothing else', async () => {
  const issuer = createDivocIssuer();
  const text = await mintText(issuer);
  const hc1Issuer = createSpecimenIssuer();
  const hc1Options = { trust: createTrustStore([hc1Issuer.trustEntry]), now: hc1Now };
  expect((await verifyOn(nodePlatform, mintHc1(hc1Issuer), hc1Options)).ok).toBe(true);
  expect((await readOn(nodePlatform, text)).ok).toBe(true);
  expect((await verifyOn(nodePlatform, text, { ...hc1Options, now: specimenNow })).ok).toBe(false);
  expect(load).not.toHaveBeenCalled();
  await verifyOn(nodePlatform, text, { trust: createTrustStore([issuer.trustEntry]), now: specimenNow });
  expect(load).toHaveBeenCalled();
});
