import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTrustStore, verifyCredential, type Dose, type TrustEntry } from '@gapura/credentials';
import { issueEuDcc, toHc1Text } from '@gapura/credentials/issue';
import { trustEntryFromCertificate } from '@gapura/credentials/node';
import { Tally, type Outcome } from './outcome.ts';
import { readJson, verdictOf } from './read-corpus.ts';

interface Payload {
  readonly [member: string]: unknown;
  readonly nam: { readonly fn: string };
  readonly v: readonly [{ readonly mp: string; readonly dn: number; readonly dt: string }];
}

const now = new Date('2021-06-01T00:00:00Z');
const numbers = ['1', '2', '3', '4'] as const;

/** One message made by somebody else, and the keys of four issuers: each verifies what it signed and nothing else. */
export async function runHcertTestdata(folder: string): Promise<Outcome[]> {
  const issuers = numbers.map((number) => readIssuer(folder, number));
  const payload = readJson(folder, 'testdata/test1.json') as Payload;
  const foreign = toHc1Text(readFileSync(join(folder, 'testdata/test1.bin')));
  return [await runMessage(foreign, payload, issuers), await runIssuers(payload, issuers)];
}

interface Issuer {
  readonly name: string;
  readonly entry: TrustEntry;
  readonly sign: (payload: Payload) => string;
}

function readIssuer(folder: string, number: string): Issuer {
  const name = `issuer${number}`;
  const entry = trustEntryFromCertificate(readFileSync(join(folder, `testdata/${name}.crt`)), { demo: true });
  const key = createPrivateKey(readFileSync(join(folder, `testdata/${name}.key`)));
  const validity = { issuedAt: now, validUntil: new Date('2022-06-01T00:00:00Z') };
  const sign = (payload: Payload) => issueEuDcc({ payload, key, keyId: entry.keyId, issuer: 'SE', ...validity });
  return { name, entry, sign };
}

async function runMessage(text: string, payload: Payload, issuers: readonly Issuer[]): Promise<Outcome> {
  const tally = new Tally('hcert-testdata', 'message of issuer 1');
  for (const { name, entry } of issuers) {
    const own = name === 'issuer1';
    const verification = await verifyCredential(text, { trust: createTrustStore([entry]), now });
    tally.count(`test1 with the key of ${name}`, own ? 'ok' : 'issuer-unknown', verdictOf(verification));
    if (!verification.ok) continue;
    const [dose] = payload.v;
    const { holder, doses } = verification.facts;
    tally.count('test1 name', payload.nam.fn, holder.familyName);
    tally.count('test1 dose', [dose.mp, dose.dn, dose.dt], doses.map(describe)[0]);
  }
  return tally.outcome;
}

function describe({ product, number, givenOn }: Dose): readonly unknown[] {
  return [product, number, givenOn];
}

async function runIssuers(payload: Payload, issuers: readonly Issuer[]): Promise<Outcome> {
  const tally = new Tally('hcert-testdata', 'four issuers, each key tried under the identifier of each');
  for (const signer of issuers) {
    const text = signer.sign(payload);
    for (const { name, entry } of issuers) {
      const trust = createTrustStore([{ ...entry, keyId: signer.entry.keyId }]);
      const expected = name === signer.name ? 'ok' : 'signature-invalid';
      const verification = await verifyCredential(text, { trust, now });
      tally.count(`signed by ${signer.name}, key of ${name}`, expected, verdictOf(verification));
    }
  }
  return tally.outcome;
}
