import Fastify from 'fastify';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { secure } from './security.ts';

async function headersOf(https: boolean, path: string): Promise<Readonly<Record<string, unknown>>> {
  const app = Fastify() as unknown as App;
  secure(app, { https });
  app.get('/page', () => 'page');
  return (await app.inject(path)).headers;
}

it.each(['/page', '/nowhere'])('keeps %s to itself', async (path) => {
  expect(await headersOf(false, path)).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'self';script-src 'self' 'wasm-unsafe-eval';.*frame-ancestors 'none'$/,
    ),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  });
});

it('asks for https for a year where it is served so, and only there', async () => {
  expect(await headersOf(false, '/page')).not.toHaveProperty('strict-transport-security');
  expect((await headersOf(true, '/page'))['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});
