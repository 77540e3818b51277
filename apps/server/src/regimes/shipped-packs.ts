import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In force where no authority has chosen a rule pack. */
export const defaultPackId = 'id-denpasar-2021';

/** The two files of a rule pack, as JSON. */
export interface Document {
  readonly pack: unknown;
  readonly limits: unknown;
}

export async function loadDocument(folder: string, name: string): Promise<Document> {
  const readJson = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name, file), 'utf8'));
  const [pack, limits] = await Promise.all([readJson('pack.json'), readJson('limits.json')]);
  return { pack, limits };
}
