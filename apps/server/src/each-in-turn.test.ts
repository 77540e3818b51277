import { expect, it } from 'vitest';
import { eachInTurn, stepsInTurn } from './each-in-turn.ts';

const failing = (message: string) => async () => {
  throw new Error(message);
};

it('goes on where one fails, and says at the end what failed', async () => {
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    done.push(item);
    await (item % 2 === 1 ? failing(`no ${item}`)() : undefined);
  };
  await eachInTurn([2, 4], work);
  await expect(eachInTurn([1, 6], work)).rejects.toThrow(/^no 1$/);
  await expect(eachInTurn([1, 3, 8], work)).rejects.toThrow('2 failures: no 1; no 3');
  expect(done).toEqual([2, 4, 1, 6, 1, 3, 8]);
});

it('names only some of very many failures', async () => {
  const steps = Array.from({ length: 9 }, (_, n) => failing(`no ${n}`));
  await expect(stepsInTurn(steps)).rejects.toThrow(/^9 failures: no 0; no 1; no 2; no 3; no 4$/);
});
