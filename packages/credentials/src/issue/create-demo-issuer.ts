import { createIssuer, type IssuerKey } from './create-issuer.ts';

export interface DemoIssuerOptions {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly name: string;
  readonly now: Date;
}

export type DemoIssuer = IssuerKey;

const validYears = 3;

/**
 * Makes a P-256 key and a self-signed certificate for demonstrations and tests. It is valid from three years before
 * `now` to three years after, so that it can also sign credentials that have expired already.
 */
export function createDemoIssuer({ country, name, now }: DemoIssuerOptions): DemoIssuer {
  return createIssuer({
    country,
    name,
    notBefore: yearsFrom(now, -validYears),
    notAfter: yearsFrom(now, validYears),
  });
}

function yearsFrom(instant: Date, years: number): Date {
  const moved = new Date(instant);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
}
