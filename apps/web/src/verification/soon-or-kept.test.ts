import { expect, it } from 'vitest';
import { ApiProblem } from '../api/index.ts';
import { soonOrKept } from './soon-or-kept.ts';

const never = new Promise<never>(() => undefined);
const problem = (status: number) => new ApiProblem('network', { status, title: '' });

it('takes what the server says while there is patience', async () => {
  expect(await soonOrKept(Promise.resolve('fresh'), 'kept', never)).toBe('fresh');
});

it('takes what was kept when the server is silent or away', async () => {
  expect(await soonOrKept(never, 'kept', Promise.resolve())).toBe('kept');
  expect(await soonOrKept(Promise.reject(problem(0)), 'kept', never)).toBe('kept');
});

it('hides nothing that is no matter of the network', async () => {
  const refused = new ApiProblem('gate-unknown', { status: 404, title: '' });
  await expect(soonOrKept(Promise.reject(refused), 'kept', never)).rejects.toBe(refused);
  await expect(soonOrKept(Promise.reject(new TypeError('broken')), 'kept', never)).rejects.toThrow('broken');
});
