import { createHash, generateKeyPairSync } from 'node:crypto';
import { createSelfSignedCertificate } from './self-signed-certificate.ts';

export interface DemoIssuerOptions {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly name: string;
  readonly now: Date;
}

export interface DemoIssuer {
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly privateKeyPem: string;
  /** Standard base64. */
  readonly keyId: string;
}

const validYears = 3;

/**
 * Makes a P-256 key and a self-signed certificate for demonstrations and tests. It is valid from three years before
 * `now` to three years after, so that it can also sign credentials that have expired already.
 */
export function createDemoIssuer(options: DemoIssuerOptions): DemoIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = createSelfSignedCertificate({
    country: options.country,
    name: options.name,
    notBefore: yearsFrom(options.now, -validYears),
    notAfter: yearsFrom(options.now, validYears),
    privateKey,
    publicKey,
  });
  return {
    certificatePem: toPem(certificate),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyId: createHash('sha256').update(certificate).digest().subarray(0, 8).toString('base64'),
  };
}

function yearsFrom(instant: Date, years: number): Date {
  const moved = new Date(instant);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
}

function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
