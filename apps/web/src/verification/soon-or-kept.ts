import { ApiProblem } from '../api/index.ts';

/** Nobody at a door waits longer for a list that this device has already. */
const patienceMs = 4_000;

export const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, patienceMs));

/**
 * What the server answers, or what was kept of it where it cannot be reached or has not answered by the time that is waited. A
 * late answer still counts for the next time, where asking keeps it.
 * @throws ApiProblem where the server answered that it will not say
 */
export async function soonOrKept<T>(asked: Promise<T>, kept: T, waited: Promise<void>): Promise<T> {
  const answered = asked.catch((error: unknown) => {
    if (error instanceof ApiProblem && error.mayRetry) return kept;
    throw error;
  });
  return Promise.race([answered, waited.then(() => kept)]);
}
