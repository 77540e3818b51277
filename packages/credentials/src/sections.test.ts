import { describe, expect, test } from 'vitest';
import { createRevocationStore, createTrustStore, verifyCredential, type TrustEntry } from './index.ts';
import { createAuthority } from './specimens-certificates.ts';
import { createDivocIssuer, credential, mintText as mintDivoc, specimenNow as divocNow } from './specimens-divoc.ts';
import { cardNow, cardPayload, createCardIssuer, mintCard, vaccinationBundle } from './specimens-smart-health-card.ts';
import { createSealSigner, mintSeal } from './specimens-vds-nc.ts';
import { specimenNow } from './specimens.ts';

/** The text that a refusal rests on. */
async function sectionOf(text: string, entry: TrustEntry, now: Date): Promise<string> {
  const verification = await verifyCredential(text, { trust: createTrustStore([entry]), now });
  return verification.ok ? 'none' : verification.violation.section;
}

describe('a refusal rests on the text of its own format', () => {
  const issuer = createDivocIssuer();
  const noSignature = new Uint8Array(64);

  test.each([
    ['a signature that is none', { signature: noSignature }, divocNow, 'RFC 7515 §5.2'],
    ['an instant of issue to come', {}, new Date('2021-08-01T00:00:00Z'), 'VC §4.6'],
    ['its end', { credential: { ...credential, expirationDate: '2022-01-01T00:00:00Z' } }, divocNow, 'VC §4.8'],
  ])('of DIVOC: %s', async (_what, mint, now, section) => {
    expect(await sectionOf(await mintDivoc(issuer, mint), issuer.trustEntry, now)).toBe(section);
  });

  test('of a SMART Health Card: its revocation', async () => {
    const cards = createCardIssuer();
    const { issuer: iss, keyId } = cards.trustEntry;
    const text = mintCard(cards, { payload: cardPayload(vaccinationBundle, {}, { rid: 'one' }) });
    const revocation = createRevocationStore([{ ridLists: [{ issuer: iss, keyId, ctr: 1, rids: ['one'] }] }]);
    const options = { trust: createTrustStore([cards.trustEntry]), now: cardNow, revocation };
    const refused = { ok: false, violation: { code: 'revoked', section: 'SHC, Revocation' } };
    expect(await verifyCredential(text, options)).toMatchObject(refused);
  });

  test('of VDS-NC: a signature that is none', async () => {
    const authority = createAuthority();
    const seal = mintSeal(createSealSigner(authority), { signature: noSignature });
    expect(await sectionOf(seal, authority.trustEntry, specimenNow)).toBe('VDS-NC, Signature Zone');
  });
});
