export type Algorithm = 'ES256' | 'PS256';

/** The kinds of certificate that a signer may issue. */
export type CertificateKind = 'test' | 'vaccination' | 'recovery';

/** One issuer key that is accepted now. Plain JSON: a server can send it to phones, which need no X.509. */
export interface TrustEntry {
  /** Key identifier, standard base64. Several entries may share one. */
  readonly keyId: string;
  /** ISO 3166 alpha-2; empty where the signer's certificate names no country. */
  readonly country: string;
  readonly name: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly spki: string;
  readonly algorithm: Algorithm;
  readonly notBefore: string;
  readonly notAfter: string;
  /** What the key may sign; `null` where the signer's certificate does not restrict it. */
  readonly usages: readonly CertificateKind[] | null;
  /** True for keys of test and demo issuers. */
  readonly demo: boolean;
}

/** The keys a verifier accepts. Make one with {@link createTrustStore} and keep it: imported keys are remembered with it. */
export interface TrustStore {
  readonly size: number;
  /** All entries of a key identifier; none where it is unknown. */
  findEntries(keyId: string): readonly TrustEntry[];
}

/** Throws a TypeError naming the key where an entry has no usable algorithm or dates: that is a mistake of its maker. */
export function createTrustStore(entries: readonly TrustEntry[]): TrustStore {
  const entriesByKeyId = new Map<string, TrustEntry[]>();
  for (const entry of entries) {
    assertUsable(entry);
    const copy = Object.freeze({ ...entry });
    const others = entriesByKeyId.get(entry.keyId);
    if (others === undefined) entriesByKeyId.set(entry.keyId, [copy]);
    else others.push(copy);
  }
  return { size: entries.length, findEntries: (keyId) => entriesByKeyId.get(keyId) ?? [] };
}

function assertUsable(entry: TrustEntry): void {
  if (entry.algorithm !== 'ES256' && entry.algorithm !== 'PS256') {
    throw new TypeError(`trust entry ${entry.keyId}: the algorithm must be ES256 or PS256`);
  }
  if (Number.isNaN(Date.parse(entry.notBefore)) || Number.isNaN(Date.parse(entry.notAfter))) {
    throw new TypeError(`trust entry ${entry.keyId}: notBefore and notAfter must be instants`);
  }
}
