import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createRevocationStore,
  createTrustStore,
  verifyCredential,
  type CredentialInput,
  type RidList,
  type TrustStore,
} from '@gapura/credentials';
import { trustEntriesFromJwks } from '@gapura/credentials/node';
import { Tally, type Outcome } from './outcome.ts';
import { readJson, verdictOf } from './read-corpus.ts';

const issuer = 'https://spec.smarthealth.cards/examples/issuer';
const now = new Date('2023-10-01T00:00:00Z');
const examples = ['00', '01', '02', '03'] as const;
const revokedExamples: readonly string[] = ['03'];

/** The keys of the issuer that the framework's examples are signed by. */
export function readSpecKeys(folder: string): TrustStore {
  const jwks = readJson(folder, 'examples/issuer/.well-known/jwks.json');
  return createTrustStore(trustEntriesFromJwks(jwks, { issuer, name: 'Example', demo: true }));
}

/** The framework's examples as numeric codes, as a file and as the JWS alone, with and without the revocation list. */
export async function runShcSpec(folder: string): Promise<Outcome[]> {
  const trust = readSpecKeys(folder);
  const genuine = new Tally('shc-spec', 'signature, every example in every encoding');
  const revoked = new Tally('shc-spec', 'revocation: 03 and no other');
  const revocation = createRevocationStore([{ ridLists: readRidLists(folder) }]);
  for (const example of examples) {
    const expected = revokedExamples.includes(example) ? 'revoked' : 'ok';
    for (const [encoding, input] of encodingsOf(folder, example)) {
      const name = `${example} as ${encoding}`;
      genuine.count(name, 'ok', verdictOf(await verifyCredential(input, { trust, now })));
      revoked.count(name, expected, verdictOf(await verifyCredential(input, { trust, now, revocation })));
    }
  }
  return [genuine.outcome, revoked.outcome];
}

function encodingsOf(folder: string, example: string): (readonly [string, CredentialInput])[] {
  const read = (file: string) => readFileSync(join(folder, 'examples', file), 'utf8').trim();
  const files = readdirSync(join(folder, 'examples')).filter((file) => file.startsWith(`example-${example}-`));
  return [
    ['codes', files.filter((file) => file.includes('-f-qr-code-numeric')).map(read)],
    ['JWS', read(`example-${example}-d-jws.txt`)],
    ['file', read(`example-${example}-e-file.smart-health-card`)],
  ];
}

interface RevocationFile {
  readonly kid: string;
  readonly ctr: number;
  readonly rids: readonly string[];
}

function readRidLists(folder: string): RidList[] {
  const lists = join(folder, 'examples/issuer/.well-known/crl');
  return readdirSync(lists).map((file) => {
    const { kid, ctr, rids } = readJson(lists, file) as RevocationFile;
    return { issuer, keyId: kid, ctr, rids };
  });
}
