import { expect, it } from 'vitest';
import { loadPacks, withAhead } from './packs-ahead.ts';

const stretch = (id: string) => ({
  from: '2021-10-01T00:00:00.000Z',
  level: 3 as const,
  pack: { id, version: '1.0.0' },
});
const document = { pack: {}, limits: {} };

it('leaves out a pack that cannot be had, and asks for each once', async () => {
  const asked: string[] = [];
  const load = (id: string) => {
    asked.push(id);
    return id === 'lost' ? Promise.reject(new Error('404')) : Promise.resolve(document);
  };
  const ahead = [stretch('kept'), stretch('lost'), stretch('kept'), { ...stretch('none'), pack: null }];
  expect(await loadPacks({ ahead }, load)).toEqual({ 'kept@1.0.0': document });
  expect(asked).toEqual(['kept', 'lost']);
});

it('reads the reply of a server that does not say yet what is ahead', () => {
  const rules = { venueId: 'v' } as Parameters<typeof withAhead>[0];
  expect(withAhead(rules).ahead).toEqual([]);
  expect(withAhead({ ...rules, ahead: [stretch('kept')] }).ahead).toHaveLength(1);
});
