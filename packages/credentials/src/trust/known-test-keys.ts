/**
 * Keys whose private halves are public, or which sign specimens: what they sign says nothing. Real verifiers have trusted
 * some of them by mistake. A key is recognised by itself, whatever name it is given: sixteen characters of its SPKI in
 * base64, 96 bits within the point or the modulus.
 */
const partStart = -36;
const partEnd = -20;

/** Of the test certificates that states published for the start of the EU DCC; all of these keys have ended. */
const dgcTestdata = (
  '/TPOiAuxxMOomP+O /XdiVvFDmpQ68gp6 /dUTqu2EDYWEwPBV 1QfpqCKxmapoZnFl 1dKZNMa//NktphCM 1thFqIpX0S5y6CM2 ' +
  '602gnLIWTR7JLFQ0 69Q0lkJscV5Rkf04 6MekkujMopsv8KNl 9bDIN/WhQ6J+dYKy 9se+PaMZKvXM975G DZGo70yD9G04topm ' +
  'EShY5TGKov7xG2Xq EecNdf7JXgMqxlz6 EsqMQfepCI7S//IG Gn7nOTQjf7Z1fn/O KVeKSijgkE8Qy9ZZ KY1iRgaUCKhqlRwB ' +
  'LydAHpHoKLyYnVBM Ox6IK4c9BUfAItS3 PKvRHRO/F5adQqua PgMTTgUCmYQBkSw5 SI1lrYHDLqxv+GcF SKm8Zi+l5+2G77g/ ' +
  'TCABf982vGwhq3xJ TM4Vw5M8UkV6WAtB TgP7R/N2nbJZpMd+ U3ajzqxZhSsi6YO5 WKEyyb1XhHGt5275 XY1i6BXRNiswNr7A ' +
  'Y167MoALEkZBlWu2 YxEKCH6lf/+YM1PY boR1eziPbRoTICZ3 cHKmqspfDgJtEGfP d7mrGaq4xF5/Juk4 daldA9zEWbqH9laP ' +
  'en7REW20D+GjY0vS enOfFJoe6FCaeEIg fQOn3/wJUJGLaC/7 gTUQHdMuHNqr5N5o hcp+OgUMPDKdSOiX hs2lkQWzwm+zXyEH ' +
  'kDnChmxEnwuwLEfC kH7QRQbUPeJpoKcJ keRE9lVSRJmZiG60 lP2SkXCSHL4HJXw4 lZCjZ3hcjYy4OKer nIFNVW1vE2S2zg5K ' +
  'oSDXwmWXKM6cECnc t2cPTeU2Toi52uu7 uj/aMqxjTzYVmkFr vA2pz6+QNBbKvhQr vUkMOK888mB6qAvi'
).split(' ');

const testKeyParts: ReadonlySet<string> = new Set([
  ...dgcTestdata,
  // The early HCERT test vectors.
  'JxEu1OrvfHvFEknF',
  'TkdLWc2Mv7+B7UUv',
  'VuQpty0eSvuqmeLZ',
  'kftt66vNElHOXEtx',
  // The examples of the SMART Health Cards Framework.
  '8JjQq5ys98qjvIDI',
  'lVmMNtFWwkg0L9Gr',
  // The example of the New Zealand pass.
  '5NFiHn8Y6smVxX+C',
]);

/** Key identifiers of test keys that are known by nothing else: the PathCheck demonstration issuer and one of Uruguay. */
const testKeyIds: ReadonlySet<string> = new Set(['hcert Rjene8QvRwA=', 'hcert zqxM0w3JrYc=']);

/** Issuers of specimens, whatever their key. */
const testIssuers: ReadonlySet<string> = new Set([
  'https://spec.smarthealth.cards/examples/issuer',
  'did:web:nzcp.covid19.health.nz',
]);

interface NamedKey {
  readonly scheme: string;
  readonly keyId: string;
  readonly issuer: string;
  readonly spki: string;
}

/** Names and key are those of a trust entry. */
export function isKnownTestKey({ scheme, keyId, issuer, spki }: NamedKey): boolean {
  const part = spki.slice(partStart, partEnd);
  return testKeyParts.has(part) || testKeyIds.has(`${scheme} ${keyId}`) || testIssuers.has(issuer);
}
