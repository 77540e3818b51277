import { isKnownTestKey } from './known-test-keys.ts';

export type Algorithm = 'ES256' | 'ES384' | 'ES512' | 'PS256' | 'EdDSA';

/** `X509` is the key of a certificate authority: it signs certificates and no credential. */
export type KeyAlgorithm = Algorithm | 'X509';

/** The kinds of certificate that a signer may issue. */
export type CertificateKind = 'test' | 'vaccination' | 'recovery' | 'exemption';

/**
 * What a key is trusted for: a key of one scheme never signs a credential of another.
 *
 * | scheme | `keyId` | `issuer` |
 * |---|---|---|
 * | `hcert` | key identifier of the COSE header, standard base64 | empty |
 * | `smart-health-card` | JWK thumbprint (RFC 7638), base64url | the card's `iss`, a URL |
 * | `vds-nc` | subject key identifier of the authority (CSCA), lower-case hex | empty |
 * | `divoc` | `verificationMethod` of the proof, a DID or URL | the credential's `issuer` |
 * | `nz-pass` | key identifier of the COSE header, as text | the pass's `iss`, a DID |
 */
export type TrustScheme = 'hcert' | 'smart-health-card' | 'vds-nc' | 'divoc' | 'nz-pass';

/** One issuer key that is accepted now. Plain JSON: a server can send it to phones. */
export interface TrustEntry {
  readonly scheme: TrustScheme;
  /** Several entries may share one. */
  readonly keyId: string;
  /** The issuer that the key is bound to; empty where the scheme binds none. */
  readonly issuer: string;
  /** ISO 3166 alpha-2; empty where the key's source names no country. */
  readonly country: string;
  readonly name: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly spki: string;
  readonly algorithm: KeyAlgorithm;
  /** Validity of the key as instants; `null` where its source does not say. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** What the key may sign; `null` where its source does not restrict it. */
  readonly usages: readonly CertificateKind[] | null;
  /** True for keys of test and demo issuers. */
  readonly demo: boolean;
}

/** The keys a verifier accepts. Make one with {@link createTrustStore} and keep it: imported keys are remembered with it. */
export interface TrustStore {
  readonly size: number;
  /** All entries of a key identifier; none where it is unknown. */
  findEntries(scheme: TrustScheme, keyId: string): readonly TrustEntry[];
}

export interface TrustStoreOptions {
  /** In `production` keys of test and demo issuers are refused; without it nothing is said about them. */
  readonly environment?: 'production' | 'test';
}

/** Throws a TypeError naming the key where an entry has no usable algorithm or dates: that is a mistake of its maker. */
export function createTrustStore(entries: readonly TrustEntry[], { environment }: TrustStoreOptions = {}): TrustStore {
  const entriesByKey = new Map<string, TrustEntry[]>();
  for (const entry of entries) {
    assertUsable(entry);
    if (environment === 'production') assertReal(entry);
    const copy = Object.freeze({ ...entry });
    const key = `${entry.scheme} ${entry.keyId}`;
    const others = entriesByKey.get(key);
    if (others === undefined) entriesByKey.set(key, [copy]);
    else others.push(copy);
  }
  return { size: entries.length, findEntries: (scheme, keyId) => entriesByKey.get(`${scheme} ${keyId}`) ?? [] };
}

/** The algorithms that each scheme's specification allows. For `vds-nc` the entry is an authority, see its format. */
const algorithms: Readonly<Record<TrustScheme, readonly KeyAlgorithm[]>> = {
  hcert: ['ES256', 'PS256'],
  'smart-health-card': ['ES256'],
  'vds-nc': ['X509'],
  divoc: ['PS256', 'EdDSA'],
  'nz-pass': ['ES256'],
};

function assertUsable({ scheme, keyId, algorithm, notBefore, notAfter }: TrustEntry): void {
  const allowed: readonly KeyAlgorithm[] | undefined = algorithms[scheme];
  if (allowed === undefined) throw new TypeError(`trust entry ${keyId}: unknown scheme`);
  if (!allowed.includes(algorithm)) {
    throw new TypeError(`trust entry ${keyId}: the algorithm of ${scheme} must be ${allowed.join(' or ')}`);
  }
  if (!isInstantOrNull(notBefore) || !isInstantOrNull(notAfter)) {
    throw new TypeError(`trust entry ${keyId}: notBefore and notAfter must be instants`);
  }
}

function assertReal(entry: TrustEntry): void {
  if (entry.demo || isKnownTestKey(entry)) {
    throw new TypeError(`trust entry ${entry.keyId}: a key of a test or demo issuer`);
  }
}

function isInstantOrNull(instant: string | null): boolean {
  return instant === null || !Number.isNaN(Date.parse(instant));
}
