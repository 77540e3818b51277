import { createPrivateKey } from 'node:crypto';
import { createDemoIssuer, issueEuDcc } from '@gapura/credentials/issue';

const now = new Date('2022-01-01T00:00:00Z');
const issuer = createDemoIssuer({ country: 'ID', name: 'Conformance', now });
const key = createPrivateKey(issuer.privateKeyPem);

/** The payload of a certificate as the text of a QR code, for corpora that hold nothing signed. */
export function mintText(payload: unknown): string {
  const given = payload as Readonly<Record<string, unknown>>;
  const validUntil = new Date('2023-01-01T00:00:00Z');
  return issueEuDcc({ payload: given, key, keyId: issuer.keyId, issuer: 'ID', issuedAt: now, validUntil });
}
