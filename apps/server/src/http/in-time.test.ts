import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Pool } from '../database/pool.ts';
import { inTime } from './in-time.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** A pool that has never answered: nothing is asked of it here. */
const silent = {} as Pool;
const never = (): Promise<never> => new Promise(() => undefined);

it('gives up after four and a half seconds of silence', async () => {
  const given = inTime(silent, never).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4_499);
  expect(await Promise.race([given, Promise.resolve('waiting')])).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await given).toMatchObject({ code: 'storage-unavailable' });
});

it('gives what is answered, or thrown, before', async () => {
  expect(await inTime(silent, () => Promise.resolve(7))).toBe(7);
  await expect(inTime(silent, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});
