export type CredentialFormat = 'eu-dcc' | 'who-ddcc' | 'smart-health-card' | 'vds-nc' | 'divoc' | 'nz-pass';

/**
 * What a verified credential says, independent of its format. Dates are `YYYY-MM-DD`, possibly only `YYYY-MM` or `YYYY`;
 * instants are ISO 8601 in UTC. Text that the credential does not give is empty.
 */
export interface Facts {
  readonly format: CredentialFormat;
  readonly holder: Holder;
  readonly issuer: Issuer;
  readonly doses: readonly Dose[];
  readonly tests: readonly TestResult[];
  readonly recoveries: readonly Recovery[];
  readonly exemptions: readonly Exemption[];
  /** When the credential was issued and when it ends, as instants; `null` where it does not say. */
  readonly issuedAt: string | null;
  readonly validUntil: string | null;
  /** The issuer's own identifier of this certificate (EU DCC: `ci`); empty where the format has none. */
  readonly certificateId: string;
  /**
   * Stable names of this credential, each a hash that does not tell what it says: `uci:`, `country-uci:` or `signature:`
   * and 32 hex digits, the first 16 bytes of a SHA-256 as in DCC revocation lists. They are the same for every copy of
   * the credential, however it is encoded, and survive a flipped ECDSA signature.
   */
  readonly identifiers: readonly string[];
  /** EU DCC only: what published business rules are evaluated over. */
  readonly dcc?: DccContent;
}

/** An EU certificate as it was signed. It names its holder, and is meant for the memory of one decision only. */
export interface DccContent {
  /** Text is trimmed and nulls are left out; everything else is as the issuer wrote it. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** ISO 3166 alpha-2 as the issuer claims it; empty where it does not. */
  readonly issuerCountry: string;
}

export interface Holder {
  readonly familyName: string;
  readonly givenName: string;
  /** ICAO 9303 transliterations, upper case with `<`; empty where the credential has none. */
  readonly standardFamilyName: string;
  readonly standardGivenName: string;
  readonly bornOn: string;
}

export interface Issuer {
  /** ISO 3166 alpha-2 of the signer, upper case; empty where nobody says. */
  readonly country: string;
  readonly name: string;
  /** Key identifier of the signer as its trust scheme writes it, see `TrustEntry`. */
  readonly keyId: string;
  /** True where the key comes from a store of test or demo issuers. */
  readonly demo: boolean;
}

export interface Dose {
  /** SNOMED CT code; COVID-19 is `840539006` in every format. */
  readonly targetDisease: string;
  readonly vaccine: string;
  /** As the credential names it: an EU medicinal product, a CVX code, a trade name. */
  readonly product: string;
  readonly manufacturer: string;
  /** The place in the series, counted by date where the format does not number doses. */
  readonly number: number;
  /** Doses of the whole series; `null` where neither the credential nor its product tells. */
  readonly of: number | null;
  readonly givenOn: string;
  readonly country: string;
}

export interface TestResult {
  readonly targetDisease: string;
  readonly kind: 'pcr' | 'antigen' | 'other';
  readonly result: 'negative' | 'positive' | 'unknown';
  readonly sampledAt: string;
  readonly country: string;
}

export interface Recovery {
  readonly targetDisease: string;
  readonly firstPositiveOn: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly country: string;
}

/** A dated exemption from vaccination. Why it was granted is not read, whatever the credential says. */
export interface Exemption {
  readonly targetDisease: string;
  readonly validFrom: string;
  /** Empty where it does not end. */
  readonly validUntil: string;
  readonly country: string;
}
