import type { TrustEntry } from '@gapura/contract';
import { toSingleText, type RevocationList } from '@gapura/credentials';
import { describe, expect, it } from 'vitest';
import { examine, type Known } from './examine.ts';
import { isOver } from './issuers.ts';
import { openRevocations } from './revocations.ts';

interface Vector {
  readonly name: string;
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly bytes?: string;
  readonly now: string;
  readonly trust: readonly TrustEntry[];
  readonly revocation?: RevocationList;
  readonly expected: string;
}

const files = import.meta.glob<Vector>('../../../../vectors/*/*.json', { eager: true, import: 'default' });
const vectors = Object.entries(files).map(([path, vector]) => ({ ...vector, path, text: textOf(vector) }));
/** Several codes that belong together are one text by then. */
const told = vectors.filter(({ texts, expected }) => texts === undefined || expected === 'ok');

function knownFrom({ trust, revocation }: Pick<Vector, 'trust' | 'revocation'>): Known {
  const { hashLists = [], ridLists = [], denied = [] } = revocation ?? {};
  const reply = {
    isComplete: true,
    hashLists: [...hashLists],
    ridLists: ridLists.map((list) => ({ ...list, rids: [...list.rids] })),
    denied: [...denied],
  };
  return { entries: trust, revocations: revocation === undefined ? null : openRevocations(reply, now) };
}

function textOf({ text, texts, bytes }: Vector): string {
  if (bytes !== undefined) return toSingleText(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
  return toSingleText(text ?? texts ?? '');
}

function getVector(name: string) {
  const found = vectors.find(({ path }) => path.endsWith(`/${name}.json`));
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
}

const { text, trust, now } = getVector('eu-dcc/vaccination-ES256');
const years = (count: number) => new Date(Date.parse(now) + count * 365 * 86_400_000);

describe('examine', () => {
  it.each(told)('agrees with the verifier on $path: $expected', async (vector) => {
    const finding = await examine(vector.text, knownFrom(vector), new Date(vector.now));
    expect('violation' in finding ? finding.violation.code : 'ok').toBe(vector.expected);
    expect(finding.is === 'genuine').toBe(vector.expected === 'ok');
  });

  it.each([
    ['expired', years(2)],
    ['not-yet-valid', years(-1)],
  ])('tells a genuine certificate that is %s from a wrong one', async (code, at) => {
    const late = await examine(text, knownFrom({ trust }), at);
    expect(late).toMatchObject({ is: 'out-of-time', violation: { code }, facts: { doses: [{ number: 2 }] } });
    const forged = await examine(getVector('eu-dcc/signed-by-another-key').text, knownFrom({ trust }), at);
    expect(forged).toMatchObject({ is: 'refused', facts: { holder: { familyName: 'Sari' } } });
  });

  it('reads what an unknown issuer claims, without believing it', async () => {
    const finding = await examine(text, knownFrom({ trust: [] }), new Date(now));
    expect(finding).toMatchObject({
      is: 'refused',
      violation: { code: 'issuer-unknown' },
      facts: { holder: { givenName: 'Ni Luh' } },
    });
  });

  it('verifies nothing without issuers to verify with', async () => {
    expect(await examine(text, null, new Date(now))).toMatchObject({ is: 'unverified' });
    expect(await examine('HC1:X', null, new Date(now))).toMatchObject({ is: 'refused', facts: null });
  });

  it('finds what is revoked by list, by filter and by this place, also when it is expired', async () => {
    const genuine = await examine(text, knownFrom({ trust }), new Date(now));
    const identifiers = genuine.facts?.identifiers ?? [];
    const [, hex = ''] = identifiers.find((each) => each.startsWith('uci:'))?.split(':') ?? [];
    const hashes = btoa(hex.replaceAll(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))));
    const ofKey = { keyId: '', kind: 'uci' } as const;
    const everything = { ...ofKey, filter: '//////////8=', probes: 1, exceptions: '' };
    for (const [revocation, violation, isUnsure] of [
      [{ hashLists: [{ ...ofKey, hashes }] }, 'revoked', false],
      [{ hashLists: [everything] }, 'revoked', true],
      [{ hashLists: [everything, { ...ofKey, hashes }] }, 'revoked', false],
      [{ hashLists: [everything], denied: identifiers }, 'denied', false],
    ] as const) {
      for (const at of [new Date(now), years(2)]) {
        expect(await examine(text, knownFrom({ trust, revocation }), at)).toMatchObject({
          is: 'refused',
          violation: { code: violation },
          isUnsure,
          facts: { holder: { familyName: 'Sari' } },
        });
      }
    }
    const spared = { hashLists: [{ ...everything, exceptions: hashes }] };
    expect(await examine(text, knownFrom({ trust, revocation: spared }), new Date(now))).toMatchObject({
      is: 'genuine',
    });
  });
});

describe('the kept list of issuers', () => {
  const fetchedAt = '2026-03-01T00:00:00.000Z';
  it.each([
    ['its own end', '2026-03-08T00:00:00Z', '2026-03-07T23:59:00Z', false],
    ['its own end', '2026-03-08T00:00:00Z', '2026-03-08T00:00:00Z', true],
    ['thirty days', undefined, '2026-03-30T23:00:00Z', false],
    ['thirty days', undefined, '2026-03-31T00:00:00Z', true],
  ])('counts until %s', (_name, staleUntil, at, over) => {
    expect(isOver({ fetchedAt, staleUntil }, new Date(at))).toBe(over);
  });
});
