import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTrustStore, readCredential, verifyCredential, type TrustEntry } from '@gapura/credentials';
import { specimenAuthorities } from '../src/specimen-authorities.ts';
import { Tally, type Outcome } from './outcome.ts';
import { verdictOf } from './read-corpus.ts';
import { readSpecKeys } from './shc-spec.ts';
import { indianKey, whoKey } from './who-keys.ts';

const resources = 'test-resources/src/main/resources';
const now = new Date('2022-01-15T00:00:00Z');

/** What each sample is answered with when exactly the keys that are known are trusted. */
const samples = {
  'WHO DDCC': {
    WHOQR1Contents: 'ok',
    WHOQR2Contents: 'ok',
    // The signer's key was never published; its content is read below.
    WHOSingaporePCRContents: 'issuer-unknown',
    // Vaccination cards of 1904, a development draft (claim -260, -6) of another kind of credential.
    DVCTestQR: 'cwt-invalid',
    DVCTest2QR: 'cwt-invalid',
  },
  'EU DCC of strangers': { EUItalyAcceptanceQRContents: 'issuer-unknown', EUUruguayContents: 'issuer-unknown' },
  'VDS-NC below the authorities of Australia and Japan': { ICAOAUQR1Contents: 'ok', ICAOJPQR1Contents: 'ok' },
  'DIVOC: India verified, Jamaica refused': { DIVOCQR1Contents: 'ok', DIVOCJamaicaContents: 'issuer-mismatch' },
} as const;

const readable = ['WHOQR1', 'WHOQR2', 'WHOSingaporePCR', 'EUItalyAcceptanceQR', 'EUUruguay', 'SHCQR1', 'SHCSenegal'];

export async function runWhoDdcc(folder: string): Promise<Outcome[]> {
  const read = (file: string) => readFileSync(join(folder, resources, `${file}.txt`), 'utf8').trim();
  const verify = async (text: string, entries: readonly TrustEntry[]) =>
    verdictOf(await verifyCredential(text, { trust: createTrustStore(entries), now }));
  const outcomes: Outcome[] = [];
  for (const [expectation, expected] of Object.entries(samples)) {
    const tally = new Tally('who-ddcc', expectation);
    for (const [file, verdict] of Object.entries(expected)) {
      tally.count(file, verdict, await verify(read(file), [whoKey, indianKey, ...specimenAuthorities]));
    }
    outcomes.push(tally.outcome);
  }
  const others = new Tally('who-ddcc', 'VDS-NC without its authority, or under that of another state');
  for (const country of ['AU', 'JP']) {
    const strangers = specimenAuthorities.filter((each) => each.country !== country);
    const text = read(`ICAO${country}QR1Contents`);
    others.count(`${country} without its authority`, 'issuer-unknown', await verify(text, strangers));
    const keyId = specimenAuthorities.find((each) => each.country === country)?.keyId ?? '';
    const impostors = strangers.map((each) => ({ ...each, keyId, country }));
    others.count(`${country} under another's key`, 'chain-invalid', await verify(text, impostors));
  }
  return [...outcomes, others.outcome, await runCards(folder, read), await runReadings(read)];
}

/** The cards of the framework's own example issuer, whose keys are in a corpus beside this one. */
async function runCards(folder: string, read: (file: string) => string): Promise<Outcome> {
  const tally = new Tally('who-ddcc', 'SMART Health Cards of the example issuer');
  const spec = join(folder, '../shc-spec');
  if (!existsSync(spec)) return tally.outcome;
  const options = { trust: readSpecKeys(spec), now: new Date('2023-10-01T00:00:00Z') };
  tally.count('SHCQR1', 'ok', verdictOf(await verifyCredential(read('SHCQR1Contents'), options)));
  tally.count('SHCSenegal', 'issuer-unknown', verdictOf(await verifyCredential(read('SHCSenegalContents'), options)));
  return tally.outcome;
}

async function runReadings(read: (file: string) => string): Promise<Outcome> {
  const tally = new Tally('who-ddcc', 'content read without a key');
  for (const name of readable) tally.count(name, 'ok', verdictOf(await readCredential(read(`${name}Contents`))));
  return tally.outcome;
}
