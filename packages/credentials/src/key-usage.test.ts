import { describe, expect, test } from 'vitest';
import { createTrustStore, verifyCredential } from './index.ts';
import {
  createSpecimenIssuer,
  mintText,
  recovery,
  specimenNow,
  test as testCertificate,
  vaccination,
  type SpecimenIssuer,
} from './specimens.ts';

const kinds = { vaccination, test: testCertificate, recovery };

/** What becomes of a certificate of each kind that this issuer signs. */
async function outcomesOf(issuer: SpecimenIssuer): Promise<Record<string, string>> {
  const trust = createTrustStore([issuer.trustEntry]);
  const outcomes: Record<string, string> = {};
  for (const [kind, payload] of Object.entries(kinds)) {
    const verification = await verifyCredential(mintText(issuer, { payload }), { trust, now: specimenNow });
    outcomes[kind] = verification.ok ? 'ok' : verification.violation.code;
  }
  return outcomes;
}

describe('the extended key usages of a signer', () => {
  test.each(['1.3.6.1.4.1.1847.2021.1', '1.3.6.1.4.1.0.1847.2021.1'])('name kinds under the arc %s', async (arc) => {
    const issuer = createSpecimenIssuer({ extendedKeyUsages: [`${arc}.1`] });
    expect(issuer.trustEntry.usages).toEqual(['test']);
    expect(await outcomesOf(issuer)).toEqual({ vaccination: 'key-usage', test: 'ok', recovery: 'key-usage' });
  });

  test('allow only the kinds that are named, also beside other purposes', async () => {
    const purposes = ['1.3.6.1.5.5.7.3.2', '1.3.6.1.4.1.1847.2021.1.2', '1.3.6.1.4.1.1847.2021.1.3'];
    const issuer = createSpecimenIssuer({ extendedKeyUsages: purposes });
    expect(await outcomesOf(issuer)).toEqual({ vaccination: 'ok', test: 'key-usage', recovery: 'ok' });
  });

  test.each([
    ['none at all', []],
    ['the purposes of client certificates and mail', ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4']],
    ['the purpose of a wrapped key', ['1.3.6.1.4.1.1847.2022.1.22']],
  ])('that name %s restrict nothing', async (_what, extendedKeyUsages) => {
    const issuer = createSpecimenIssuer({ extendedKeyUsages });
    expect(issuer.trustEntry.usages).toBeNull();
    expect(await outcomesOf(issuer)).toEqual({ vaccination: 'ok', test: 'ok', recovery: 'ok' });
  });
});
