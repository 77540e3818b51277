import { createHash, generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explicit, integer, objectId, octetString, sequence, set } from '../../issue/der.ts';
import { createSelfSignedCertificate } from '../../issue/self-signed-certificate.ts';
import { readEuDccList } from './eu-dcc-list.ts';
import { findMasterList } from './master-list.ts';
import { readTrustSource, type TrustSource } from './read-trust-source.ts';
import { ridListFrom } from './vci-directory.ts';

const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spkiOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');
const signerKeys = ec();
const validity = { notBefore: new Date('2021-01-01T00:00:00Z'), notAfter: new Date('2031-01-01T00:00:00Z') };
const certificate = createSelfSignedCertificate({ country: 'ID', name: 'Signer', ...validity, ...signerKeys });
const kid = createHash('sha256').update(certificate).digest().subarray(0, 8).toString('base64');
const rawData = Buffer.from(certificate).toString('base64');
const unsigned = { signerPem: null, demo: false };

function summary(keys: readonly object[]): string[] {
  return keys.map((key) => ('refusal' in key ? String(key.refusal) : 'accepted'));
}

describe('a list of EU DCC signers', () => {
  const item = { kid, country: 'ID', certificateType: 'DSC', rawData, thumbprint: '', signature: '', timestamp: '' };
  const spki = spkiOf(signerKeys.publicKey);
  const rsaSpki = spkiOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);

  test('of the gateway gives its signers and says what it leaves out', () => {
    const others = [
      { ...item, certificateType: 'CSCA' },
      { ...item, kid: 'AAAAAAAAAAA=' },
      { ...item, rawData: 'AAAA' },
      'nothing',
    ];
    const { keys } = readEuDccList(JSON.stringify([item, ...others]), unsigned);
    expect(keys[0]).toMatchObject({
      label: kid,
      entry: { scheme: 'hcert', keyId: kid, country: 'ID', name: 'Signer' },
    });
    expect(summary(keys)).toEqual([
      'accepted',
      'not a signer of certificates but CSCA',
      'kid is not that of the certificate',
      'not an X.509 certificate in PEM, DER or base64',
      'not an X.509 certificate in PEM, DER or base64',
    ]);
  });

  test('with a line of signature is verified where its signer is given', () => {
    const body = JSON.stringify({ certificates: [item] });
    const { privateKey, publicKey } = ec();
    const signerPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const signed = (text: string): string =>
      `${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64')}\n${body}`;
    expect(summary(readEuDccList(signed(body), { signerPem, demo: false }).keys)).toEqual(['accepted']);
    expect(() => readEuDccList(signed(`${body} `), { signerPem, demo: false })).toThrow('not that of the given signer');
    expect(() => readEuDccList(body, { signerPem, demo: false })).toThrow('no signature line');
    expect(readEuDccList(signed(body), unsigned).notes).toEqual([expect.stringContaining('was not checked')]);
  });

  test('of bare keys binds algorithm and usages', () => {
    const eu_keys = {
      [kid]: [
        { subjectPk: spki, keyUsage: ['v', 'r'] },
        { subjectPk: rsaSpki, keyUsage: [] },
        { subjectPk: spki, keyUsage: ['t', 'x'] },
      ],
    };
    const payload = Buffer.from(JSON.stringify({ eu_keys })).toString('base64');
    expect(readEuDccList(JSON.stringify({ payload, signature: '' }), unsigned).keys).toMatchObject([
      { entry: { keyId: kid, algorithm: 'ES256', usages: ['vaccination', 'recovery'], notAfter: null } },
      { entry: { keyId: kid, algorithm: 'PS256', usages: null } },
      { entry: { usages: ['test'] } },
    ]);
    const certs = [
      { keyId: kid, use: 'sig', alg: 'ES256', subjectPublicKeyInfo: spki },
      { keyId: kid, use: 't', alg: 'ES256', subjectPublicKeyInfo: spki },
      { keyId: kid, use: 'sig', alg: 'ES256', subjectPublicKeyInfo: 'AAAA' },
    ];
    expect(readEuDccList(JSON.stringify({ certs }), unsigned).keys).toMatchObject([
      { entry: { usages: null } },
      { entry: { usages: ['test'] } },
      { refusal: 'not a public key' },
    ]);
  });

  test.each(['', 'x', '{', '{}', '{"payload":"e30="}'])('is not %j', (text) => {
    expect(() => readEuDccList(text, unsigned)).toThrow(TypeError);
  });
});

/** CMS signed data as ICAO publishes it, without certificates and signatures of its own. */
function masterListOf(certificates: readonly Uint8Array[]): Uint8Array {
  const version = integer(Uint8Array.of(0));
  const content = sequence(version, set(Buffer.concat(certificates)));
  const encapsulated = sequence(objectId('2.23.136.1.1.2'), explicit(0, octetString(content)));
  const signedData = sequence(integer(Uint8Array.of(3)), set(new Uint8Array()), encapsulated, set(new Uint8Array()));
  return sequence(objectId('1.2.840.113549.1.7.2'), explicit(0, signedData));
}

describe('an ICAO master list', () => {
  test('gives its certificates and survives being cut or changed anywhere', () => {
    const list = masterListOf([certificate, certificate]);
    expect(findMasterList(list)?.map((each) => Buffer.from(each).equals(certificate))).toEqual([true, true]);
    for (let length = 0; length < list.length; length++) {
      expect(findMasterList(list.subarray(0, length))).toBeUndefined();
    }
    for (let at = 0; at < list.length; at++) {
      const changed = Uint8Array.from(list);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(() => findMasterList(changed)).not.toThrow();
    }
    expect(findMasterList(certificate)).toBeUndefined();
  });
});

describe('a trust source', () => {
  let folder = '';
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const read = (source: TrustSource, environment: 'production' | 'test' = 'production') =>
    readTrustSource(source, { environment, now: new Date() });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gapura-sources-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('of certificates is a folder', async () => {
    await write('a.der', certificate);
    await write('b.pem', 'nonsense');
    const { keys } = await read({ kind: 'certificates', path: folder });
    expect(keys).toMatchObject([
      { label: 'a.der', entry: { keyId: kid, demo: false } },
      { label: 'b.pem', refusal: expect.stringContaining('not an X.509') },
    ]);
    const forTests = await read({ kind: 'certificates', path: join(folder, 'a.der') }, 'test');
    expect(forTests.keys).toMatchObject([{ entry: { demo: true } }]);
    await expect(read({ kind: 'certificates', path: join(folder, 'missing') })).rejects.toThrow('ENOENT');
  });

  test('of authorities names what is none', async () => {
    const file = await write('list.ml', masterListOf([certificate]));
    const { keys, notes } = await read({ kind: 'authorities', path: file });
    expect(keys).toMatchObject([{ label: 'certificate 1', refusal: expect.stringContaining('certificate') }]);
    expect(notes).toEqual([expect.stringContaining('master list is not checked here')]);
    const base64 = Buffer.from(masterListOf([certificate])).toString('base64');
    const ldif = await write(
      'list.ldif',
      `dn: c=ID\npkdMasterListContent:: ${base64.replaceAll(/(.{70})/gu, '$1\n ')}\n`,
    );
    expect((await read({ kind: 'authorities', path: ldif })).keys).toHaveLength(1);
  });

  test('of one key says what it is trusted for', async () => {
    const pem = signerKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const file = await write('key.pub', pem);
    const key = { kind: 'key', path: file, scheme: 'divoc', keyId: 'did:x#1', name: 'X' } as const;
    expect((await read({ ...key, issuer: 'did:x' })).keys).toMatchObject([
      { refusal: expect.stringContaining('divoc') },
    ]);
    expect((await read(key)).keys).toMatchObject([{ refusal: 'a key of divoc needs its issuer' }]);
    const hcert = { ...key, scheme: 'hcert', keyId: kid } as const;
    expect((await read(hcert)).keys).toMatchObject([{ entry: { scheme: 'hcert', algorithm: 'ES256' } }]);
    const jwk = await write('key.jwk', JSON.stringify(signerKeys.publicKey.export({ format: 'jwk' })));
    expect((await read({ ...hcert, path: jwk })).keys).toMatchObject([
      { entry: { spki: spkiOf(signerKeys.publicKey) } },
    ]);
    const secret = await write('key.pem', signerKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    expect((await read({ ...hcert, path: secret })).keys).toMatchObject([{ refusal: 'the key is private' }]);
  });

  test('of a VCI directory is refused where its signature is not that of the certificate', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { crv, kty, x, y } = ec().publicKey.export({ format: 'jwk' });
    const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
    const jwk = { kty, crv, x, y, use: 'sig', alg: 'ES256', kid: thumbprint };
    const infos = [
      { issuer: { iss: 'https://a.example', name: 'A' }, keys: [jwk, { ...jwk, kid: 'other' }] },
      { issuer: { iss: 'http://b.example/', name: 'B' }, keys: [jwk] },
    ];
    const snapshot = Buffer.from(JSON.stringify({ issuerInfo: infos }));
    const der = createSelfSignedCertificate({ country: 'ID', name: 'Directory', ...validity, privateKey, publicKey });
    const source = {
      kind: 'vci-directory',
      path: await write('snapshot.json', snapshot),
      signature: await write('snapshot.sig', sign('sha512', snapshot, privateKey)),
      certificate: await write('directory.der', new X509Certificate(der).raw),
    } as const;
    expect((await read(source)).keys).toMatchObject([
      { label: 'https://a.example other', refusal: 'kid must be the thumbprint of the key' },
      { entry: { scheme: 'smart-health-card', issuer: 'https://a.example', keyId: thumbprint } },
      { label: 'http://b.example/', refusal: expect.stringContaining('https') },
    ]);
    await write('snapshot.json', Buffer.concat([snapshot, Buffer.from(' ')]));
    await expect(read(source)).rejects.toThrow('not signed by the given certificate');
  });

  test('of production refuses the keys of known test issuers', async () => {
    const file = await write('test.pub', signerKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const key = { kind: 'key', path: file, scheme: 'hcert', keyId: 'Rjene8QvRwA=', name: 'X' } as const;
    expect((await read(key)).keys).toMatchObject([{ refusal: expect.stringContaining('test or demo issuer') }]);
    expect((await read(key, 'test')).keys).toMatchObject([{ entry: { demo: true } }]);
  });
});

test.each([{}, { kid: 'k', method: 'other', ctr: 1, rids: [] }, { kid: 'k', method: 'rid', ctr: 'x', rids: [] }])(
  'a revocation file is not %j',
  (file) => {
    expect(() => ridListFrom(file, 'https://a.example')).toThrow('revocation list of https://a.example');
  },
);

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const vci = join(resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora'), 'vci-directory');
const isFound = existsSync(vci);
test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${vci}`));

test.runIf(isFound)(
  'the real directory of SMART Health Card issuers verifies, and every key of it is usable',
  async () => {
    const { keys } = await readTrustSource(
      {
        kind: 'vci-directory',
        path: join(vci, 'vci_snapshot.json'),
        signature: join(vci, 'vci_snapshot.sig'),
        certificate: join(vci, 'vci_snapshot.crt'),
      },
      { environment: 'production', now: new Date() },
    );
    const refused = keys.filter((key) => 'refusal' in key);
    console.log(`vci-directory: ${keys.length - refused.length} of ${keys.length} keys accepted`);
    expect(keys.length - refused.length).toBeGreaterThan(900);
    expect(refused.length).toBeLessThan(30);
  },
);
