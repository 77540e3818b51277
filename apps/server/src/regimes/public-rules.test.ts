import type { RegimesReply, RulesInForceReply, VenueRulesReply } from '@gapura/contract';
import { openDemoOffice, withClient, type DemoOffice } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let office: DemoOffice;

beforeAll(async () => {
  office = await openDemoOffice();
}, 60_000);

afterAll(() => office.close());

const read = async <T>(path: string) => (await office.call<T>(path, { as: null })).body;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const why = { reason: 'Inmendagri 47/2021', sourceUrl: 'https://example.org/inmendagri-47' };

describe('without signing in, everybody reads', () => {
  it('the level in force of each area and those to come, with reason and source, and nobody’s name', async () => {
    const [soon, later] = [inHours(1), inHours(48)];
    for (const [level, from] of [
      [2, null],
      [3, soon],
      [1, later],
    ] as const) {
      await office.call('/level-changes', { as: 'admin', body: { area: '51.71', level, from, ...why } });
    }
    const rules = await read<RulesInForceReply>('/rules');
    const own = rules.levels.filter(({ area }) => area === '51.71');
    expect(own).toEqual([
      expect.objectContaining({ level: 2, ...why }),
      expect.objectContaining({ level: 3, from: soon, ...why }),
      expect.objectContaining({ level: 1, from: later, ...why }),
    ]);
    expect(rules.levels.some(({ area }) => area === '51')).toBe(true);
    expect(JSON.stringify(rules)).not.toMatch(/enteredBy|Uji/u);
  });

  it('the rule pack in force, and which it is where nobody has chosen one', async () => {
    expect(await read<RulesInForceReply>('/rules')).toMatchObject({
      packs: [],
      defaultPack: { id: 'id-denpasar-2021', version: '1.1.0' },
    });
    const pack = { area: '51', pack: 'open', version: '1.0.0', from: inHours(24), ...why };
    await office.call('/pack-changes', { as: 'admin', body: pack });
    expect((await read<RulesInForceReply>('/rules')).packs).toEqual([expect.objectContaining(pack)]);
    expect(await read<{ pack: object }>('/rule-packs/open/1.0.0')).toMatchObject({ pack: { id: 'open' } });
  });

  it('no entry that was withdrawn', async () => {
    const { levels } = (await office.call<RegimesReply>('/regimes', { as: 'admin' })).body;
    const third = levels.find(({ area, level }) => area === '51.71' && level === 3);
    await fetch(`${office.server.url}/api/v1/level-changes/${third?.id}`, {
      method: 'DELETE',
      headers: { cookie: office.cookieOf('admin') },
    });
    const rules = await read<RulesInForceReply>('/rules');
    expect(rules.levels.map(({ id }) => id)).not.toContain(third?.id);
  });

  it('why the level of a venue is in force', async () => {
    const rules = await read<VenueRulesReply>(`/venues/${office.venueId}/rules`);
    expect(rules).toMatchObject({ level: 2, levelGrounds: { area: '51.71', ...why } });
  });

  it('no reason that holds a number of a person: none is entered, and none entered before is shown', async () => {
    const reason = 'Pengunjung NIK 5171010203040005 positif';
    const enter = (level: object) =>
      office.call('/level-changes', { as: 'admin', body: { area: '51.71', level: 3, from: null, ...level } });
    expect(await enter({ reason, sourceUrl: null })).toMatchObject({
      status: 422,
      body: { code: 'reason-names-person' },
    });
    await withClient(office.database.url, (client) => client.query('update level_changes set reason = $1', [reason]));
    await enter({ ...why, from: inHours(72) });
    const [rules, ofVenue] = [
      await read<RulesInForceReply>('/rules'),
      await read<VenueRulesReply>(`/venues/${office.venueId}/rules`),
    ];
    expect(JSON.stringify([rules, ofVenue])).not.toContain('5171010203040005');
    expect(rules.levels).toContainEqual(expect.objectContaining({ area: '51.71', level: 2, reason: null }));
    expect(ofVenue).toMatchObject({ levelGrounds: { reason: null, sourceUrl: why.sourceUrl } });
  });
});
