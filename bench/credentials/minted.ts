import { createTrustStore, type TrustStore } from '@gapura/credentials';
import { createAuthority } from '../../packages/credentials/src/specimens-certificates.ts';
import * as divoc from '../../packages/credentials/src/specimens-divoc.ts';
import {
  bundleOf,
  cardNow,
  cardPayload,
  createCardIssuer,
  immunization,
  mintCard,
  patient,
} from '../../packages/credentials/src/specimens-smart-health-card.ts';
import { createSealSigner, mintSeal, vaccinationSealWith } from '../../packages/credentials/src/specimens-vds-nc.ts';
import { createSpecimenIssuer, mintText, specimenNow, vaccination } from '../../packages/credentials/src/specimens.ts';

/** Different credentials of one format, all genuine. */
export interface Batch {
  readonly texts: readonly string[];
  readonly trust: TrustStore;
  readonly now: Date;
}

const issuerCount = 10;

function repeat<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_unused, index) => make(index));
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}

export function mintHc1(count: number, keyType: 'ec' | 'rsa'): Batch {
  const issuers = repeat(issuerCount, () => createSpecimenIssuer({ keyType }));
  const texts = repeat(count, (index) =>
    mintText(pick(issuers, index), { payload: { ...vaccination, dob: birthDate(index) } }),
  );
  return { texts, trust: createTrustStore(issuers.map(({ trustEntry }) => trustEntry)), now: specimenNow };
}

function birthDate(index: number): string {
  return new Date(Date.UTC(1950, 0, 1 + index)).toISOString().slice(0, 10);
}

export function mintVdsNc(count: number): Batch {
  const authorities = repeat(issuerCount, () => createAuthority());
  const signers = authorities.map((authority) => createSealSigner(authority));
  const texts = repeat(count, (index) =>
    mintSeal(pick(signers, index), { data: vaccinationSealWith({ person: { dob: birthDate(index) } }) }),
  );
  return { texts, trust: createTrustStore(authorities.map(({ trustEntry }) => trustEntry)), now: specimenNow };
}

export function mintSmartHealthCards(count: number): Batch {
  const urls = repeat(issuerCount, (index) => `https://cards.specimen.example/${index}`);
  const issuers = urls.map((url) => createCardIssuer(url));
  const texts = repeat(count, (index) => {
    const iss = pick(urls, index);
    const bundle = bundleOf(
      { ...patient, birthDate: birthDate(index) },
      immunization('208', '2021-03-01'),
      immunization('208', '2021-03-29'),
    );
    return mintCard(pick(issuers, index), { payload: cardPayload(bundle, { iss }) });
  });
  return { texts, trust: createTrustStore(issuers.map(({ trustEntry }) => trustEntry)), now: cardNow };
}

export async function mintDivoc(count: number): Promise<Batch> {
  const issuers = repeat(issuerCount, (index) => divoc.createDivocIssuer({ keyId: `did:indonesia:${index}` }));
  const texts: string[] = [];
  for (let index = 0; index < count; index++) {
    const changed = { ...divoc.credential, credentialSubject: { ...divoc.subject, dob: birthDate(index) } };
    texts.push(await divoc.mintText(pick(issuers, index), { credential: changed }));
  }
  return { texts, trust: createTrustStore(issuers.map(({ trustEntry }) => trustEntry)), now: divoc.specimenNow };
}
