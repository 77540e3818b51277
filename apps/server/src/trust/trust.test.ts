import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { createDemoIssuer } from '@gapura/credentials/issue';
import type { App } from '../http/app.ts';
import { createTrust, demoIssuerName, trustRoutes, type SignedLists, type Trust } from './index.ts';

const noLists: SignedLists = { refresh: async () => undefined, status: () => [], findSignedRevocations: () => null };
const now = new Date('2021-10-01T00:00:00Z');
const issuer = createDemoIssuer({ country: 'ID', name: 'Dinas Uji', now });
const demoIssuer = createDemoIssuer({ country: 'ID', name: demoIssuerName, now });

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gapura-trust-'));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  return folder;
}

describe('createTrust', () => {
  it('accepts the given issuers, and nobody without any', async () => {
    const path = await folderWith({ 'issuer.pem': issuer.certificatePem });
    const trust = await createTrust({ path, demoCertificate: null });
    expect(trust.entries).toMatchObject([{ keyId: issuer.keyId, name: 'Dinas Uji', country: 'ID', demo: false }]);
    expect(trust.store.findEntries('hcert', issuer.keyId)).toHaveLength(1);
    expect((await createTrust({ path: null, demoCertificate: null })).entries).toEqual([]);
  });

  it('reads a single file', async () => {
    const folder = await folderWith({ 'issuer.pem': issuer.certificatePem });
    expect((await createTrust({ path: join(folder, 'issuer.pem'), demoCertificate: null })).entries).toHaveLength(1);
  });

  it('marks the demo’s issuer in demo mode', async () => {
    const trust = await createTrust({ path: null, demoCertificate: demoIssuer.certificatePem });
    expect(trust.entries).toMatchObject([{ keyId: demoIssuer.keyId, demo: true }]);
  });

  it('refuses a demo key among the given ones', async () => {
    const path = await folderWith({ 'a.pem': issuer.certificatePem, 'b.pem': demoIssuer.certificatePem });
    await expect(createTrust({ path, demoCertificate: null })).rejects.toThrow('demo issuer');
  });

  it.each([
    ['a file that is no certificate', async () => folderWith({ 'broken.pem': 'not a certificate' }), 'broken.pem'],
    ['a folder that is missing', async () => join(await folderWith({}), 'missing'), 'missing'],
  ])('names %s', async (_name, path, named) => {
    await expect(createTrust({ path: await path(), demoCertificate: null })).rejects.toThrow(named);
  });
});

describe('GET /trust-list', () => {
  const serve = async (trust: Trust): Promise<App> => {
    const app: App = Fastify();
    trustRoutes(app, { trust, lists: noLists });
    await app.ready();
    return app;
  };

  it('gives what a phone needs, and spares it what it has', async () => {
    const trust = await createTrust({ path: null, demoCertificate: demoIssuer.certificatePem });
    const app = await serve(trust);
    const first = await app.inject('/trust-list');
    expect(first.json()).toEqual({ entries: trust.entries });
    const etag = String(first.headers.etag);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await app.inject({ url: '/trust-list', headers: { 'if-none-match': tag } });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    const other = await app.inject({ url: '/trust-list', headers: { 'if-none-match': '"other"' } });
    expect(other.statusCode).toBe(200);
  });
});
