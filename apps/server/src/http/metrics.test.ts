import Fastify from 'fastify';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { measure } from './metrics.ts';

it('reads a gauge when it is asked, and forgets what is no longer there', async () => {
  const app: App = Fastify();
  let values = [{ label: 'trust-list', value: 1 }];
  measure(app, [{ name: 'gapura_test', help: 'A test.', label: 'list', read: () => values }]);
  const linesOf = async (): Promise<string[]> => {
    const { body } = await app.inject('/metrics');
    return body.split('\n').filter((line) => line.startsWith('gapura_test'));
  };
  expect(await linesOf()).toEqual(['gapura_test{list="trust-list"} 1']);
  values = [{ label: 'revocation-list', value: 2 }];
  expect(await linesOf()).toEqual(['gapura_test{list="revocation-list"} 2']);
});
