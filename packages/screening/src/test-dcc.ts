import { generateKeyPairSync } from 'node:crypto';
import { readCredential, type DccContent, type Facts } from '@gapura/credentials';
import { issueEuDcc } from '@gapura/credentials/issue';
import { payloadOf, type Certificate } from './examples/certificate.ts';
import { holder } from './examples/ordinary.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The facts of a certificate that was really signed and read. */
export async function dccFacts(certificate: Certificate): Promise<Facts & { readonly dcc: DccContent }> {
  const text = issueEuDcc({
    payload: payloadOf(certificate, holder.bornOn),
    key: privateKey,
    keyId: 'AAAAAAAAAAA=',
    issuer: certificate.issuer ?? 'ID',
    issuedAt: new Date('2022-02-02T00:00:00Z'),
    validUntil: new Date('2024-02-02T00:00:00Z'),
  });
  const reading = await readCredential(text);
  if (!reading.ok || reading.facts.dcc === undefined) throw new Error('The certificate cannot be read.');
  return { ...reading.facts, dcc: reading.facts.dcc };
}
