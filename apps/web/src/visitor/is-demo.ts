import { api, ApiProblem } from '../api/index.ts';

/** Is this the demo city? Only there the server answers; where it can't be asked, nothing is lost without the link. */
export async function findIsDemo(): Promise<boolean> {
  try {
    await api.demo();
    return true;
  } catch (error) {
    if (error instanceof ApiProblem) return false;
    throw error;
  }
}
