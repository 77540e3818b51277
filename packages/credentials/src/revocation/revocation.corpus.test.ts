import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openCredential } from '../formats.ts';
import { identifiersOf } from '../identifiers.ts';
import * as browserPlatform from '../platform-browser.ts';
import * as nodePlatform from '../platform-node.ts';
import { createRevocationStore } from './create-revocation-store.ts';
import type { RidList } from './revocation-list.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const dccFile = join(corpora, 'cwa-testcases/RevocationCalculationSampleData.json');
const shcFolder = join(corpora, 'shc-spec/examples');
const isFound = existsSync(dccFile) && existsSync(shcFolder);

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${corpora}`));

interface HashSample {
  readonly description: string;
  readonly barcodeData: string;
  readonly expUCI: string;
  readonly expCOUNTRYCODEUCI: string;
  readonly expSIGNATURE: string;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe.runIf(isFound)('revocation hashes', () => {
  test.each([
    ['node', nodePlatform],
    ['browser', browserPlatform],
  ] as const)('are those of the Corona-Warn-App on the %s platform', async (platformName, platform) => {
    let agreeing = 0;
    for (const sample of readJson(dccFile) as HashSample[]) {
      const identifiers = await identifiersOf(await openCredential(sample.barcodeData, platform), platform);
      expect(identifiers).toContain(`uci:${sample.expUCI}`);
      expect(identifiers).toContain(`country-uci:${sample.expCOUNTRYCODEUCI}`);
      expect(identifiers).toContain(`signature:${sample.expSIGNATURE}`);
      agreeing += 3;
    }
    console.log(`cwa-testcases revocation hashes on ${platformName}: ${agreeing}/9 agree`);
    expect(agreeing).toBe(9);
  });
});

describe.runIf(isFound)('the revocation list of the SMART Health Cards examples', () => {
  const keyId = '3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s';

  test('revokes example 03, and would not if it had been issued a second later', () => {
    const payload = readJson(join(shcFolder, 'example-03-c-jws-payload-minified.json')) as {
      iss: string;
      nbf: number;
      vc: { rid: string };
    };
    const list = readJson(join(shcFolder, `issuer/.well-known/crl/${keyId}.json`)) as Omit<RidList, 'issuer' | 'keyId'>;
    const store = createRevocationStore([{ ridLists: [{ ...list, issuer: payload.iss, keyId }] }]);
    const find = (issuedAtMs: number) =>
      store.find({
        scheme: 'smart-health-card',
        keyId,
        issuer: payload.iss,
        identifiers: [],
        revocationId: { id: payload.vc.rid, issuedAtMs },
      });
    expect(find(payload.nbf * 1000)).toBe('revoked');
    expect(find((payload.nbf + 1) * 1000)).toBeUndefined();
  });
});
