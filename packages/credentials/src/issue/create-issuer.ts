import { createHash, generateKeyPairSync } from 'node:crypto';
import { createSelfSignedCertificate } from './self-signed-certificate.ts';

export interface IssuerOptions {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** The common name of the certificate's subject. */
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** What the key may sign; everything unless told. */
  readonly kinds?: readonly (keyof typeof usages)[];
}

export interface IssuerKey {
  readonly certificatePem: string;
  /** PKCS #8. */
  readonly privateKeyPem: string;
  /** The first eight bytes of the certificate's SHA-256, standard base64, as HCERT names keys. */
  readonly keyId: string;
}

/** HCERT, "Key usage": extended key usages by which a certificate limits what its key may sign. */
const usages = {
  test: '1.3.6.1.4.1.1847.2021.1.1',
  vaccination: '1.3.6.1.4.1.1847.2021.1.2',
  recovery: '1.3.6.1.4.1.1847.2021.1.3',
} as const;
const keyIdBytes = 8;

/** Makes a P-256 key and the self-signed certificate under which verifiers come to trust it. */
export function createIssuer({ country, name, notBefore, notAfter, kinds }: IssuerOptions): IssuerKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = createSelfSignedCertificate({
    country,
    name,
    notBefore,
    notAfter,
    privateKey,
    publicKey,
    ...(kinds === undefined ? {} : { extendedKeyUsages: kinds.map((kind) => usages[kind]) }),
  });
  return {
    certificatePem: toPem(certificate),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyId: createHash('sha256').update(certificate).digest().subarray(0, keyIdBytes).toString('base64'),
  };
}

function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/gu) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
