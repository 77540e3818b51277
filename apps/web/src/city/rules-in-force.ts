import type { Area, RulesInForceReply } from '@gapura/contract';
import { codesUpwards } from './levels.ts';

export type PublicLevel = RulesInForceReply['levels'][number];
export type PublicPack = RulesInForceReply['packs'][number];

/** What is in force in one area, and what will be, as the public page shows it. */
export interface AreaRules {
  readonly area: Area;
  /** The entry that counts; of an area above where this one has none of its own. */
  readonly inForce: PublicLevel | null;
  /** What is to come here or above, in its order. */
  readonly ahead: readonly PublicLevel[];
}

/** Provinces, cities and districts, and the villages that have something of their own. */
export function rulesByArea(areas: readonly Area[], { levels, now }: RulesInForceReply): AreaRules[] {
  const speaking = new Set(levels.map(({ area }) => area));
  return areas
    .filter(({ code, kind }) => kind !== 'village' || speaking.has(code))
    .map((area) => {
      const codes = codesUpwards(area.code);
      const begun = levels.filter(({ from }) => from <= now);
      const inForce = codes.map((code) => begun.find((each) => each.area === code)).find(saysLevel) ?? null;
      return { area, inForce, ahead: levels.filter((each) => each.from > now && codes.includes(each.area)) };
    });
}

function saysLevel(entry: PublicLevel | undefined): entry is PublicLevel {
  return entry !== undefined && entry.level !== null;
}

export interface PackInForce {
  readonly id: string;
  readonly version: string;
  /** The entries that put it in force; none where it holds because nobody chose another. */
  readonly entries: readonly PublicPack[];
}

/** Every pack that counts somewhere now; the one that holds where nobody chose comes last. */
export function packsInForce({ packs, defaultPack, now }: RulesInForceReply): PackInForce[] {
  const begun = packs.filter(({ from }) => from <= now);
  const names = new Set([...begun.map(nameOf), nameOf({ ...defaultPack, pack: defaultPack.id })]);
  return [...names].map((name) => {
    const [id = '', version = ''] = name.split('@');
    return { id, version, entries: begun.filter((entry) => nameOf(entry) === name) };
  });
}

function nameOf({ pack, version }: Pick<PublicPack, 'pack' | 'version'>): string {
  return `${pack}@${version}`;
}
