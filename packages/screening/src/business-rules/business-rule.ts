import type { CertLogicExpression } from 'certlogic-js';
import type { Source, Texts } from '../decision.ts';

export const certificateTypes = ['General', 'Vaccination', 'Test', 'Recovery'] as const;

export type CertificateType = (typeof certificateTypes)[number];

/** One version of a business rule for EU Digital COVID Certificates, as states publish it. */
export interface BusinessRule {
  /** Published identifier, for instance `VR-DE-0002`; the same for all its versions. */
  readonly identifier: string;
  readonly type: 'Acceptance' | 'Invalidation';
  /** ISO 3166 alpha-2 of the state whose rule it is. */
  readonly country: string;
  /** Empty where it holds in the whole country. */
  readonly region: string;
  readonly version: string;
  readonly schemaVersion: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly certificateType: CertificateType;
  readonly texts: Texts;
  readonly validFromMs: number;
  /** The first instant at which it no longer holds. */
  readonly validToMs: number;
  /** CertLogic over `{payload, external}`; not looked at where the engine is another or a newer one. */
  readonly logic: CertLogicExpression;
}

/** The published rules by which a pack judges EU certificates. */
export interface BusinessRules {
  /** Whose acceptance rules hold here: the country of arrival. */
  readonly country: string;
  readonly region: string;
  /** Codes that rules read as `external.valueSets`. */
  readonly valueSets: Readonly<Record<string, readonly string[]>>;
  readonly source?: Source;
  readonly rules: readonly BusinessRule[];
}
