/** What a verified credential says, independent of its format. Dates are `YYYY-MM-DD`, possibly only `YYYY-MM` or `YYYY`. */
export interface Facts {
  readonly format: 'eu-dcc';
  readonly holder: Holder;
  readonly issuer: Issuer;
  readonly doses: readonly Dose[];
  readonly tests: readonly TestResult[];
  readonly recoveries: readonly Recovery[];
  /** When the credential was issued and when it ends, as instants (ISO 8601, UTC); `null` where it does not say. */
  readonly issuedAt: string | null;
  readonly validUntil: string | null;
  /** The issuer's own identifier of this certificate (EU DCC: `ci`). */
  readonly certificateId: string;
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
  /** ISO 3166 alpha-2 of the signer, upper case. */
  readonly country: string;
  readonly name: string;
  /** Key identifier of the signer, standard base64. */
  readonly keyId: string;
  /** True where the key comes from a store of test or demo issuers. */
  readonly demo: boolean;
}

export interface Dose {
  readonly targetDisease: string;
  readonly vaccine: string;
  readonly product: string;
  readonly manufacturer: string;
  readonly number: number;
  readonly of: number;
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
