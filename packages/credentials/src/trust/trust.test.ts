import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemoIssuer } from '../issue/create-demo-issuer.ts';
import { createSelfSignedCertificate } from '../issue/self-signed-certificate.ts';
import { specimenNow } from '../specimens.ts';
import { readTrustFolder } from './read-trust-folder.ts';
import { trustEntryFromCertificate } from './trust-entry-from-certificate.ts';
import { createTrustStore } from './trust-store.ts';

const demo = createDemoIssuer({ country: 'ID', name: 'Dinas Kesehatan, “Demo”', now: specimenNow });
const certificate = new X509Certificate(demo.certificatePem);

describe('a trust entry from a certificate', () => {
  test.each([
    ['PEM', demo.certificatePem],
    ['PEM as bytes', Buffer.from(demo.certificatePem)],
    ['DER', certificate.raw],
    ['base64', certificate.raw.toString('base64')],
    [
      'base64 as bytes, in lines',
      Buffer.from(`${certificate.raw.toString('base64').replaceAll(/(.{64})/gu, '$1\r\n')}\n`),
    ],
  ])('is the same from %s', (_form, form) => {
    expect(trustEntryFromCertificate(form, { demo: true })).toEqual({
      scheme: 'hcert',
      keyId: demo.keyId,
      issuer: '',
      country: 'ID',
      name: 'Dinas Kesehatan, “Demo”',
      spki: certificate.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      algorithm: 'ES256',
      notBefore: '2018-10-01T08:00:00.000Z',
      notAfter: '2024-10-01T08:00:00.000Z',
      usages: null,
      demo: true,
    });
  });

  test('refuses what is no certificate', () => {
    for (const form of ['', 'abc', Buffer.alloc(40), certificate.raw.subarray(0, 80)]) {
      expect(() => trustEntryFromCertificate(form, { demo: false })).toThrow('not an X.509 certificate');
    }
  });

  test.each([
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 })],
  ])('refuses a key of %s', (_kind, keys) => {
    const weak = createSelfSignedCertificate({
      country: 'ID',
      name: 'Weak',
      notBefore: specimenNow,
      notAfter: new Date('2050-01-01T00:00:00Z'),
      ...keys,
    });
    expect(() => trustEntryFromCertificate(weak, { demo: false })).toThrow('must be EC P-256 or RSA');
  });

  test('a demo certificate is well formed and signed by its own key', () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
  });
});

describe('a trust store', () => {
  const entry = trustEntryFromCertificate(demo.certificatePem, { demo: true });

  test('keeps copies, so that a later change of the list changes nothing', () => {
    const list = [{ ...entry }];
    const store = createTrustStore(list);
    Object.assign(list[0] ?? {}, { spki: '' });
    expect(store.findEntries('hcert', entry.keyId)).toEqual([entry]);
    expect(store.size).toBe(1);
    expect(store.findEntries('hcert', '__proto__')).toEqual([]);
  });

  test('survives JSON', () => {
    const store = createTrustStore([JSON.parse(JSON.stringify(entry)) as typeof entry]);
    expect(store.findEntries('hcert', entry.keyId)).toEqual([entry]);
  });

  test('refuses an entry without usable dates or algorithm', () => {
    expect(() => createTrustStore([{ ...entry, notAfter: 'never' }])).toThrow(TypeError);
    expect(() => createTrustStore([{ ...entry, algorithm: 'none' as 'ES256' }])).toThrow(TypeError);
  });
});

describe('a trust folder', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gapura-trust-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read file by file in the order of names, or is one file', async () => {
    const other = createDemoIssuer({ country: 'SG', name: 'Other', now: specimenNow });
    await writeFile(join(folder, 'a.pem'), `Comment\n${demo.certificatePem}\n${other.certificatePem}`);
    await writeFile(join(folder, 'b.der'), certificate.raw);
    await writeFile(join(folder, 'c.txt'), certificate.raw.toString('base64'));
    await writeFile(join(folder, 'README.md'), 'not a certificate');
    const entries = await readTrustFolder(folder);
    expect(entries.map(({ keyId }) => keyId)).toEqual([demo.keyId, other.keyId, demo.keyId, demo.keyId]);
    expect(entries.some((entry) => entry.demo)).toBe(false);
    expect(await readTrustFolder(join(folder, 'b.der'))).toHaveLength(1);
  });

  test('names the file that it cannot read', async () => {
    const broken = join(folder, 'broken.crt');
    await writeFile(broken, 'nonsense');
    await expect(readTrustFolder(folder)).rejects.toThrow(`trust list ${broken}: not an X.509 certificate`);
    await expect(readTrustFolder(join(folder, 'missing'))).rejects.toThrow('missing: ENOENT');
  });
});
