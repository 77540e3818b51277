import type { TrustEntry, VenueRulesReply } from '@gapura/contract';
import { describe, expect, it } from 'vitest';
import type { KeptCredential, Person } from '../../offline/index.ts';
import { foresee, verdictOf, type Foreseen } from './foresee.ts';
import type { PacksAhead } from './packs-ahead.ts';

interface Vector {
  readonly text: string;
  readonly now: string;
  readonly trust: readonly TrustEntry[];
}

const vectors = import.meta.glob<Vector>('../../../../../vectors/eu-dcc/*.json', { eager: true, import: 'default' });
const packs = import.meta.glob<unknown>('../../../../../rules/id-denpasar-2021/*.json', {
  eager: true,
  import: 'default',
});

const openPack = import.meta.glob<unknown>('../../../../../rules/open/*.json', { eager: true, import: 'default' });

function getJson<T>(files: Readonly<Record<string, T>>, name: string): T {
  const found = Object.entries(files).find(([path]) => path.endsWith(`/${name}.json`));
  if (found === undefined) throw new Error(`no ${name}.json`);
  return found[1];
}

const { text, trust, now } = getJson(vectors, 'vaccination-ES256');
const place: VenueRulesReply = {
  venueId: '0192f0c1-0000-7000-8000-000000000000',
  at: now,
  category: 'government-office',
  timeZone: 'Asia/Makassar',
  area: null,
  level: 3,
  document: { pack: getJson(packs, 'pack'), limits: getJson(packs, 'limits') },
  opensAt: null,
  closesAt: null,
  longestStayMinutes: 720,
  open: true,
  order: null,
  changes: [],
  ahead: [],
};

const kept = (certificate: string): KeptCredential => ({
  text: certificate,
  says: {
    kind: 'vaccination',
    issuer: '',
    country: 'ID',
    on: '',
    dose: null,
    test: null,
    validUntil: null,
    demo: false,
  },
  verifiedAt: null,
});
const personOf = (name: string, ...texts: readonly string[]): Person => ({
  id: name,
  holderKey: name,
  name,
  bornOn: '',
  credentials: texts.map(kept),
});
const mother = personOf('Sari', text);
const child: Person = { ...personOf('Wayan'), bornOn: '2018-02-03' };

async function foreseeAll(
  persons: readonly Person[],
  changed: Partial<VenueRulesReply> = {},
  packsAhead: PacksAhead = {},
) {
  const foresight = await foresee({
    place: { ...place, ...changed },
    packsAhead,
    persons,
    known: { entries: trust, revocations: null },
    now: new Date(now),
  });
  if (foresight.is !== 'foreseen') throw new Error(foresight.is);
  return foresight.persons;
}

describe('foresee', () => {
  it('decides as the door does about the holder of a genuine certificate and a child who comes along', async () => {
    const both = await foreseeAll([child, mother]);
    expect(both.map(({ decision }) => decision.colour)).toEqual(['green', 'green']);
    expect(both.map(({ outlook }) => outlook)).toEqual([null, null]);
  });

  it('tells a child alone what would help', async () => {
    const [alone] = await foreseeAll([child]);
    expect(alone).toMatchObject({ decision: { colour: 'red', admission: 'refused' } });
    expect(alone?.outlook?.needs.map(({ what }) => what)).toContain('companion');
  });

  it('does not count a certificate that is not genuine, and says so', async () => {
    const forged = getJson(vectors, 'signed-by-another-key').text;
    const [person] = await foreseeAll([personOf('Palsu', forged)]);
    expect(person?.decision.colour).toBe('red');
    expect(person?.decision.reasons.map(({ rule }) => rule)).toContain('credential-tampered');
  });

  it('knows what is entered for later: who is refused now is told from when not', async () => {
    const from = new Date(Date.parse(now) + 3_600_000).toISOString();
    const ahead = [{ from, level: 3 as const, pack: { id: 'open', version: '1.0.0' } }];
    const document = { pack: getJson(openPack, 'pack'), limits: getJson(openPack, 'limits') };
    const later = { changes: [from], ahead };
    const [alone] = await foreseeAll([child], later, { 'open@1.0.0': document });
    expect(alone).toMatchObject({ decision: { colour: 'red' }, outlook: { greenFrom: from } });
    const [unread] = await foreseeAll([child], later);
    expect(unread?.outlook?.greenFrom).toBeNull();
  });

  it('does not guess where the rules are not known, or not to be read', async () => {
    const ask = (pack: unknown) =>
      foresee({
        place: { ...place, document: { pack, limits: null } },
        persons: [mother],
        known: { entries: trust, revocations: null },
        now: new Date(now),
      });
    expect(await ask(null)).toEqual({ is: 'unknown' });
    expect(await ask({ id: 'of-tomorrow' })).toEqual({ is: 'unreadable' });
  });
});

describe('verdictOf', () => {
  const people = (...admissions: readonly Foreseen['decision']['admission'][]): Foreseen[] =>
    admissions.map((admission) => ({
      person: mother,
      decision: { colour: 'green', reasons: [], admission },
      outlook: null,
    }));

  it.each([
    ['admitted', people('admitted', 'admitted'), { open: true, free: 2 }],
    ['full', people('admitted', 'admitted'), { open: true, free: 1 }],
    ['closed', people('admitted'), { open: false, free: 9 }],
    ['review', people('admitted', 'review'), { open: true, free: 9 }],
    ['refused', people('admitted', 'refused', 'review'), { open: false, free: 0 }],
  ] as const)('is %s', (verdict, foreseen, door) => {
    expect(verdictOf(foreseen, door)).toBe(verdict);
  });
});
