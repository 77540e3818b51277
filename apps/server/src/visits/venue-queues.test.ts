import { describe, expect, it } from 'vitest';
import type { GateCommand } from './command.ts';
import { VenueQueues, type VenueBatch } from './venue-queues.ts';

const command = (event: string): GateCommand => ({ do: 'check-out', event, visit: event, by: 'visitor', at: '' });
const eventsOf = (batches: readonly VenueBatch[]) =>
  batches.map(({ venueId, commands }) => [venueId, commands.map(({ event }) => event)]);

/** Queues over calls that the test ends by hand, each command answered with its event id. */
function createHeldQueues(venuesPerCall = 64) {
  const calls: { batches: readonly VenueBatch[]; end: () => void }[] = [];
  const queues = new VenueQueues({
    venuesPerCall,
    apply: (batches) =>
      new Promise((resolve) => {
        const end = () => resolve(batches.map(({ commands }) => commands.map(({ event }) => event)));
        calls.push({ batches, end });
      }),
  });
  const submit = (venue: string, event: string): Promise<unknown> => queues.submit(venue, command(event));
  return { calls, queues, submit };
}

/** Ends calls until nothing waits, and gives what each of them carried. */
async function finish({ calls, queues }: ReturnType<typeof createHeldQueues>) {
  const drained = queues.drained();
  let done = 0;
  while (done < calls.length) {
    calls[done]?.end();
    done += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await drained;
  return calls.map(({ batches }) => eventsOf(batches));
}

describe('the queues of venues', () => {
  it('send at once, and together what gathers meanwhile, in order', async () => {
    const held = createHeldQueues();
    const answers = ['1', '2', '3'].map((event) => held.submit('a', event));
    expect(await finish(held)).toEqual([[['a', ['1']]], [['a', ['2', '3']]]]);
    expect(await Promise.all(answers)).toEqual(['1', '2', '3']);
  });

  it('let venues share a call, each once, and take turns behind a busy one', async () => {
    const held = createHeldQueues();
    // Four calls run at once; the fifth venue and the rest of the first one wait.
    ['a', 'b', 'c', 'd', 'e', 'f'].forEach((venue) => void held.submit(venue, `${venue}1`));
    void held.submit('a', 'a2');
    const calls = await finish(held);
    expect(calls.slice(0, 4)).toEqual(['a', 'b', 'c', 'd'].map((venue) => [[venue, [`${venue}1`]]]));
    expect(calls[4]).toEqual([
      ['e', ['e1']],
      ['f', ['f1']],
      ['a', ['a2']],
    ]);
  });

  it('keep venues apart where the database does', async () => {
    const held = createHeldQueues(1);
    ['a', 'b', 'c', 'd', 'e', 'f'].forEach((venue) => void held.submit(venue, venue));
    expect((await finish(held)).map((batches) => batches.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('take no more than 200 commands into a call', async () => {
    const held = createHeldQueues();
    const answers = Array.from({ length: 450 }, (_, n) => held.submit('a', String(n)));
    const sizes = (await finish(held)).map(([batch]) => batch?.[1]?.length);
    expect(sizes).toEqual([1, 200, 200, 49]);
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 450 }, (_, n) => String(n)));
  });

  it('take a quiet venue along in the very next call, however much waits at a busy one', async () => {
    const held = createHeldQueues();
    const hot = Array.from({ length: 1_500 }, (_, n) => held.submit('hot', String(n)));
    const quiet = ['x', 'y', 'z'].map((venue) => held.submit(venue, venue));
    const late = held.submit('x', 'x2');
    const calls = await finish(held);
    const at = (event: string) => calls.findIndex((call) => call.some(([, events]) => events?.includes(event)));
    // Three more calls start at once; what comes behind them waits for one call, and not for 1,500 people.
    expect(['x', 'y', 'z'].map(at)).toEqual([1, 2, 3]);
    expect(at('x2')).toBeLessThanOrEqual(5);
    expect(calls.length).toBeGreaterThanOrEqual(1_500 / 200);
    expect(await Promise.all([...quiet, late])).toEqual(['x', 'y', 'z', 'x2']);
    expect(await Promise.all(hot)).toHaveLength(1_500);
  });

  it('refuse with a time to come back what a full queue cannot hold, and serve the other venues', async () => {
    const held = createHeldQueues();
    const first = held.submit('a', 'first');
    const waiting = Array.from({ length: 2_000 }, (_, n) => held.submit('a', String(n)));
    await expect(held.submit('a', 'one too many')).rejects.toMatchObject({
      code: 'busy',
      details: { retryAfterSeconds: 1 },
    });
    const other = held.submit('b', 'b1');
    await finish(held);
    expect(await other).toBe('b1');
    expect(await Promise.all([first, ...waiting])).toHaveLength(2_001);
  });

  it('refuse also when all queues together are full', async () => {
    const held = createHeldQueues();
    const answers: Promise<unknown>[] = [];
    for (let n = 0; n < 20_000; n += 1) {
      answers.push(held.submit(`venue ${n % 20}`, String(n)));
    }
    await expect(held.submit('another venue', 'one too many')).rejects.toMatchObject({ code: 'busy' });
    await finish(held);
    expect(await Promise.all(answers)).toHaveLength(20_000);
  });

  it('let one bad command fail alone, whoever shares its call', async () => {
    const failure = Object.assign(new Error('bad'), { code: '22P02' });
    const queues = new VenueQueues({
      venuesPerCall: 64,
      apply: async (batches) => {
        await new Promise((resolve) => setImmediate(resolve));
        if (batches.some(({ commands }) => commands.some(({ event }) => event === 'bad'))) {
          throw failure;
        }
        return batches.map(({ commands }) => commands.map(({ event }) => event));
      },
    });
    const submit = (venue: string, event: string): Promise<unknown> => queues.submit(venue, command(event));
    ['w', 'x', 'y', 'z'].forEach((venue) => void submit(venue, venue));
    const answers = await Promise.allSettled([
      submit('a', '1'),
      submit('a', 'bad'),
      submit('a', '2'),
      submit('b', '3'),
    ]);
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason))).toEqual([
      '1',
      failure,
      '2',
      '3',
    ]);
  });

  it('do not repeat a call whose outcome is unknown', async () => {
    let calls = 0;
    const lost = Object.assign(new Error('Connection terminated'), { code: '57P01' });
    const queues = new VenueQueues({
      venuesPerCall: 64,
      apply: () => {
        calls += 1;
        return Promise.reject(lost);
      },
    });
    await expect(queues.submit('a', command('1'))).rejects.toBe(lost);
    expect(calls).toBe(1);
  });
});
