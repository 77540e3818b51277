import { describe, expect, it } from 'vitest';
import { readPackFiles } from './pack-files.ts';

const words = { 'too-large': 'terlalu besar', 'no-rules': 'tanpa aturan', 'no-limits': 'tanpa batas' };
const file = (name: string, content: unknown, size = 100) => ({
  name,
  size,
  text: async () => (typeof content === 'string' ? content : JSON.stringify(content)),
});
const pack = { id: 'open', rules: [] };
const limits = { pack: 'open', limits: [] };

describe('the files of a pack', () => {
  it('are two in any order, or one with both', async () => {
    const expected = { document: { pack, limits } };
    expect(await readPackFiles([file('limits.json', limits), file('pack.json', pack)], words)).toEqual(expected);
    expect(await readPackFiles([file('open.json', { pack, limits })], words)).toEqual(expected);
  });

  it('are told to be wrong, each by its name', async () => {
    expect(await readPackFiles([file('pack.json', pack)], words)).toEqual({
      faults: [{ file: 'pack.json', message: 'tanpa batas' }],
    });
    expect(await readPackFiles([file('a.json', '{"id":'), file('b.json', limits)], words)).toMatchObject({
      faults: [{ file: 'a.json' }],
    });
    expect(await readPackFiles([file('a.json', pack, 1e9)], words)).toEqual({
      faults: [{ file: 'a.json', message: 'terlalu besar' }],
    });
    expect(await readPackFiles([file('a.json', 'null')], words)).toMatchObject({
      faults: [{ message: 'tanpa aturan' }, { message: 'tanpa batas' }],
    });
  });
});
