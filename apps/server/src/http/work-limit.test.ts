import { describe, expect, it } from 'vitest';
import { createWorkLimit } from './work-limit.ts';

describe('createWorkLimit', () => {
  it('runs a few at once, lets some wait in their order, and refuses the rest', async () => {
    const limit = createWorkLimit({ running: 2, waiting: 2 });
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const start = (n: number): Promise<number> =>
      limit.run(async () => {
        begun.push(n);
        await new Promise<void>((resolve) => ends.push(resolve));
        return n;
      });
    const done = [start(1), start(2), start(3), start(4)];
    await expect(start(5)).rejects.toMatchObject({ code: 'busy' });
    expect(begun).toEqual([1, 2]);
    for (const n of [1, 2, 3, 4]) {
      ends[n - 1]?.();
      expect(await done[n - 1]).toBe(n);
      await expect.poll(() => begun.length).toBe(Math.min(4, n + 2));
    }
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('gives the place back when the work fails', async () => {
    const limit = createWorkLimit({ running: 1, waiting: 0 });
    await expect(limit.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limit.run(() => Promise.resolve('next'))).toBe('next');
  });
});
