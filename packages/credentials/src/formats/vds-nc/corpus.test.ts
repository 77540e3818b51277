import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createTrustStore, type TrustEntry } from '../../index.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { specimenAuthorities } from '../../specimen-authorities.ts';
import { createAuthority } from '../../specimens-certificates.ts';
import { verifyOn } from '../../verify-credential.ts';
import { parsePublicKey } from '../../x509/index.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const folder = join(corpora, 'who-ddcc/test-resources/src/main/resources');
const isFound = existsSync(folder);
const now = new Date('2022-01-01T00:00:00Z');

const genuine = createTrustStore(specimenAuthorities);

const specimens = [
  [
    'AU',
    {
      holder: { familyName: 'CITIZEN', givenName: 'JANE SUE', bornOn: '1961-05-15' },
      issuer: { country: 'AU', name: 'DFAT' },
      doses: [{ targetDisease: '840539006', product: 'AstraZeneca Vaxzevria', number: 1, givenOn: '2021-09-15' }],
      certificateId: 'VB0009990012',
    },
  ],
  [
    'JP',
    {
      holder: { familyName: 'NIHON HANAKO', givenName: '', bornOn: '1991-12-01' },
      issuer: { country: 'JP', name: 'The Digital Agency' },
      doses: [
        { product: 'COMIRNATY', number: 1, givenOn: '2021-06-01' },
        { product: 'Spikevax', number: 2, givenOn: '2021-06-22' },
        { product: 'Vaxzevria', number: 3, givenOn: '2021-12-24' },
      ],
      certificateId: 'FKQLW4W1',
    },
  ],
] as const;

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${folder}`));

test.each(specimenAuthorities)(
  'the authority of $country has the key that its identifier is the hash of',
  ({ keyId, spki }) => {
    const { bits } = parsePublicKey(Uint8Array.from(Buffer.from(spki, 'base64')));
    expect(createHash('sha1').update(bits).digest('hex')).toBe(keyId);
  },
);

describe.runIf(isFound).each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('seals of states on the %s platform', (_name, platform) => {
  const verify = (text: string, entries?: readonly TrustEntry[]) =>
    verifyOn(platform, text, { trust: entries === undefined ? genuine : createTrustStore(entries), now });

  describe.each(specimens)('%s', (country, facts) => {
    const text = isFound ? readFileSync(join(folder, `ICAO${country}QR1Contents.txt`), 'utf8').trim() : '';

    test('hangs below its authority and says what it says', async () => {
      expect(await verify(text)).toMatchObject({ ok: true, facts });
    });

    test('is refused without its authority, and under a stranger with that name', async () => {
      const others = specimenAuthorities.filter((each) => each.country !== country);
      expect(await verify(text, others)).toMatchObject({ violation: { code: 'issuer-unknown' } });
      const keyId = specimenAuthorities.find((each) => each.country === country)?.keyId ?? '';
      const impostor = createAuthority({ country, keyId: Buffer.from(keyId, 'hex') });
      expect(await verify(text, [impostor.trustEntry])).toMatchObject({ violation: { code: 'chain-invalid' } });
    });

    test('has no character that could be another', { timeout: 120_000 }, async () => {
      for (let at = 0; at < text.length; at++) {
        const changed = text.slice(0, at) + (text.charAt(at) === '0' ? '1' : '0') + text.slice(at + 1);
        expect([at, (await verify(changed)).ok]).toEqual([at, false]);
      }
    });

    test('ends with its signer', async () => {
      const late = await verifyOn(platform, text, { trust: genuine, now: new Date('2032-01-01T00:00:00Z') });
      expect(late).toMatchObject({ violation: { code: 'expired' } });
    });
  });
});
