import { Tally, type Outcome } from '../../credentials/conformance/outcome.ts';
import { readJson } from '../../credentials/conformance/read-corpus.ts';
import { identityOf } from '../src/identity.ts';

interface Holder {
  readonly nam: { readonly fn?: string; readonly gn?: string; readonly fnt?: string; readonly gnt?: string };
  readonly dob: string;
}

interface Case {
  readonly description: string;
  readonly actHolderA: Holder;
  readonly actHolderB: Holder;
  readonly expIsSameHolder: boolean;
}

const stricter =
  'An identity becomes a pseudonym, so it must be equal, not alike: whoever writes a name differently checks in with one certificate.';

/** Whose certificates may be combined. To take two people for one would let one enter with the other's certificate. */
export async function runHolders(folder: string): Promise<Outcome[]> {
  const tally = new Tally('cwa-testcases', 'same holder');
  const { data } = readJson(folder, 'dcc-holder-comparison.gen.json') as { readonly data: readonly Case[] };
  for (const { description, actHolderA, actHolderB, expIsSameHolder: expected } of data) {
    const got = identity(actHolderA) === identity(actHolderB);
    tally.count(description, expected, got, expected ? stricter : null);
  }
  return [tally.outcome];
}

function identity({ nam, dob }: Holder): string {
  const { fn = '', gn = '', fnt = '', gnt = '' } = nam;
  const holder = { familyName: fn, givenName: gn, standardFamilyName: fnt, standardGivenName: gnt, bornOn: dob.trim() };
  return identityOf({ holder, identifiers: [] });
}
