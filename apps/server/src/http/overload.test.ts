import Fastify from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { App } from './app.ts';
import { handleError } from './error-handler.ts';
import { createLagMeter, refuseWhenOverloaded } from './overload.ts';

afterEach(() => vi.useRealTimers());

function createApp(mostAtOnce: number, mostLagMs: number) {
  const app = Fastify() as unknown as App;
  const ends: (() => void)[] = [];
  app.setErrorHandler(handleError);
  refuseWhenOverloaded(app, { routes: ['/work'], mostAtOnce, mostLagMs });
  app.post('/work', () => new Promise((resolve) => ends.push(() => resolve('done'))));
  app.post('/other', () => 'done');
  return { app, ends, work: () => app.inject({ method: 'POST', url: '/work' }) };
}

describe('refuseWhenOverloaded', () => {
  it('refuses what is too much, says when to come back, and takes more once some is done', async () => {
    const { app, ends, work } = createApp(2, 60_000);
    const under = [work(), work()];
    await expect.poll(() => ends).toHaveLength(2);
    const refused = await work();
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'busy' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(refused.headers.connection).toBe('close');
    expect((await app.inject({ method: 'POST', url: '/other' })).statusCode).toBe(200);
    ends[0]?.();
    await under[0];
    const next = work();
    await expect.poll(() => ends).toHaveLength(3);
    ends.slice(1).forEach((end) => end());
    expect((await Promise.all([...under, next])).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    await app.close();
  });

  it('refuses while the process is late', async () => {
    const { app, work } = createApp(100, -1);
    // No timer is early, so a bound below 0 stands for a process that is always late.
    expect((await work()).statusCode).toBe(503);
    await app.close();
  });
});

describe('the lag meter', () => {
  it('tells how late timers are, half of one pause, all of many, and forgets it', () => {
    vi.useFakeTimers();
    let at = 0;
    const meter = createLagMeter(() => at);
    const pass = (late = 0): void => {
      at += 100 + late;
      vi.advanceTimersByTime(100);
    };
    pass();
    expect(meter.ms()).toBe(0);
    pass(800);
    expect(meter.ms()).toBe(400);
    Array.from({ length: 20 }, () => pass(800));
    expect(meter.ms()).toBeCloseTo(800, 1);
    Array.from({ length: 20 }, () => pass());
    expect(meter.ms()).toBeLessThan(1);
    meter.stop();
  });
});
