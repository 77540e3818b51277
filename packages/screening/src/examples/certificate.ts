import type { Dose, Facts, Recovery, TestResult } from '@gapura/credentials';
import { dose, factsWith, holder, recovery, test } from './ordinary.ts';

/** One entry of an EU certificate, in the names of its schema. */
export type Entry = Readonly<Record<string, unknown>>;

/** An EU certificate of an example; what it leaves out is ordinary. */
export interface Certificate {
  readonly v?: Entry;
  readonly t?: Entry;
  readonly r?: Entry;
  /** The country that its issuer claims; `ID` unless told. */
  readonly issuer?: string;
}

const common = { tg: '840539006', co: 'ID', is: 'Kementerian Kesehatan', ci: 'URN:UVCI:01:ID:EXAMPLE#1' };

export const usualEntries = {
  v: { ...common, vp: '1119349007', mp: 'EU/1/20/1528', ma: 'ORG-100030215', dn: 2, sd: 2, dt: '2022-02-01' },
  t: { ...common, tt: 'LP6464-4', tr: '260415000', sc: '2022-03-01T00:00:00Z', tc: 'Puskesmas' },
  r: { ...common, fr: '2022-02-01', df: '2022-02-12', du: '2022-07-31' },
};

/** A certificate as it is signed. */
export function payloadOf({ v, t, r }: Certificate, bornOn: string): Readonly<Record<string, unknown>> {
  const { familyName: fn, givenName: gn, standardFamilyName: fnt, standardGivenName: gnt } = holder;
  return {
    ver: '1.3.0',
    nam: { fn, gn, fnt, gnt },
    dob: bornOn,
    ...(v && { v: [{ ...usualEntries.v, ...v }] }),
    ...(t && { t: [{ ...usualEntries.t, ...t }] }),
    ...(r && { r: [{ ...usualEntries.r, ...r }] }),
  };
}

/** What a verifier reads of a certificate that was signed. */
export function certificateFacts(certificate: Certificate, bornOn: string): Facts {
  const { v, t, r, issuer = 'ID' } = certificate;
  return factsWith({
    holder: { ...holder, bornOn },
    doses: v ? [doseOf({ ...usualEntries.v, ...v })] : [],
    tests: t ? [testOf({ ...usualEntries.t, ...t })] : [],
    recoveries: r ? [recoveryOf({ ...usualEntries.r, ...r })] : [],
    dcc: { payload: payloadOf(certificate, bornOn), issuerCountry: issuer },
  });
}

type Usual = typeof usualEntries;

function doseOf({ tg, vp, mp, ma, dn, sd, dt, co }: Usual['v']): Dose {
  return dose({
    targetDisease: tg,
    vaccine: vp,
    product: mp,
    manufacturer: ma,
    number: dn,
    of: sd,
    givenOn: dt,
    country: co,
  });
}

const testKinds = new Map<string, TestResult['kind']>([
  ['LP6464-4', 'pcr'],
  ['LP217198-3', 'antigen'],
]);
const testResults = new Map<string, TestResult['result']>([
  ['260415000', 'negative'],
  ['260373001', 'positive'],
]);

function testOf({ tg, tt, tr, sc, co }: Usual['t']): TestResult {
  return test({
    targetDisease: tg,
    kind: testKinds.get(tt) ?? 'other',
    result: testResults.get(tr) ?? 'unknown',
    sampledAt: new Date(sc).toISOString(),
    country: co,
  });
}

function recoveryOf({ tg, fr, df, du, co }: Usual['r']): Recovery {
  return recovery({ targetDisease: tg, firstPositiveOn: fr, validFrom: df, validUntil: du, country: co });
}
