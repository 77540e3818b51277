import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createTrustStore, type CredentialInput, type Facts, type Verification } from '../../index.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { createRevocationStore } from '../../revocation/create-revocation-store.ts';
import { trustEntriesFromJwks } from '../../trust/trust-entries-from-jwks.ts';
import { verifyOn } from '../../verify-credential.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const folder = join(corpora, 'shc-spec/examples');
const isFound = existsSync(folder);
const issuer = 'https://spec.smarthealth.cards/examples/issuer';
const now = new Date('2023-10-01T00:00:00Z');

const read = (file: string) => readFileSync(join(folder, file), 'utf8');

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${folder}`));

describe.runIf(isFound).each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('examples of the SMART Health Cards Framework on the %s platform', (_name, platform) => {
  function verify(input: CredentialInput, isRevocationKnown = true): Promise<Verification> {
    const jwks: unknown = JSON.parse(read('issuer/.well-known/jwks.json'));
    const entries = trustEntriesFromJwks(jwks, { issuer, name: 'Example', demo: true });
    const revocation = createRevocationStore([{ ridLists: isRevocationKnown ? ridLists() : [] }]);
    return verifyOn(platform, input, { trust: createTrustStore(entries), revocation, now });
  }

  function ridLists() {
    const files = readdirSync(join(folder, 'issuer/.well-known/crl'));
    return files.map((file) => {
      const { kid, ctr, rids } = JSON.parse(read(`issuer/.well-known/crl/${file}`)) as {
        kid: string;
        ctr: number;
        rids: string[];
      };
      return { issuer, keyId: kid, ctr, rids };
    });
  }

  /** The same card as numeric codes, as a file and as the JWS alone. */
  function encodingsOf(example: string): CredentialInput[] {
    const files = readdirSync(folder).filter((file) => file.startsWith(`example-${example}-`));
    const codes = files.filter((file) => file.includes('-f-qr-code-numeric')).map(read);
    return [codes, read(`example-${example}-d-jws.txt`), read(`example-${example}-e-file.smart-health-card`)];
  }

  async function factsOf(input: CredentialInput): Promise<Facts> {
    const verification = await verify(input);
    if (!verification.ok) throw new Error(JSON.stringify(verification.violation));
    return verification.facts;
  }

  test.each(['00', '01'])('example %s is three doses in every encoding', async (example) => {
    for (const input of encodingsOf(example)) {
      const facts = await factsOf(input);
      expect(facts.holder).toMatchObject({ familyName: 'Anyperson', givenName: 'John B.', bornOn: '1951-01-20' });
      expect(facts.doses.map(({ number, of, product, givenOn }) => [number, of, product, givenOn])).toEqual([
        [1, 2, '207', '2021-01-01'],
        [2, 2, '207', '2021-01-29'],
        [3, null, '229', '2022-09-05'],
      ]);
    }
  });

  test('example 02 comes in three codes and says nothing of infections', async () => {
    for (const input of encodingsOf('02')) {
      expect(await factsOf(input)).toMatchObject({ doses: [], tests: [] });
    }
    const [codes] = encodingsOf('02');
    if (!Array.isArray(codes)) throw new Error('no codes');
    expect(await verify(codes.slice(1))).toMatchObject({ violation: { code: 'chunk-missing', detail: '2 of 3' } });
  });

  test('example 03 is genuine but revoked', async () => {
    for (const input of encodingsOf('03')) {
      expect(await verify(input)).toMatchObject({ ok: false, violation: { code: 'revoked' } });
      expect(await verify(input, false)).toMatchObject({ ok: true });
    }
  });
});
