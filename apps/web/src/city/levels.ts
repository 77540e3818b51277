import type { Area, LevelChange } from '@gapura/contract';

/** What is in force where and when, by everything entered; the server's `levelIn` says the same of now. */

type Level = LevelChange['level'];

/** An area's level over some time, and the area that said so; both null where nobody did. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly level: Level;
  readonly saidBy: string | null;
}

export interface LevelAt {
  readonly level: Level;
  readonly saidBy: string | null;
  /** The entry that counts. */
  readonly entry: LevelChange | null;
}

/** From the area itself to its province. */
export function codesUpwards(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('.'));
}

export function isWithin(code: string, area: string): boolean {
  return `${code}.`.startsWith(`${area}.`);
}

/** The nearest area that says something counts. */
export function levelAt(levels: readonly LevelChange[], code: string, at: number): LevelAt {
  for (const area of codesUpwards(code)) {
    const entry = latestAt(levels, area, at);
    if (entry !== null && entry.level !== null) return { level: entry.level, saidBy: area, entry };
  }
  return { level: null, saidBy: null, entry: null };
}

/** What an area itself says at an instant: the latest of its entries that nobody had withdrawn by then. */
function latestAt(levels: readonly LevelChange[], area: string, at: number): LevelChange | null {
  const begun = levels.filter((step) => step.area === area && Date.parse(step.from) <= at && !isWithdrawnBy(step, at));
  return begun.reduce<LevelChange | null>((best, step) => (best === null || isLater(step, best) ? step : best), null);
}

function isWithdrawnBy({ withdrawnAt }: LevelChange, at: number): boolean {
  return withdrawnAt !== null && Date.parse(withdrawnAt) <= at;
}

function isLater(one: LevelChange, other: LevelChange): boolean {
  const difference = Date.parse(one.from) - Date.parse(other.from);
  return difference === 0 ? one.id > other.id : difference > 0;
}

/** The course of an area's level between two instants, without a gap. */
export function stretchesOf(
  levels: readonly LevelChange[],
  code: string,
  { from, until }: { readonly from: number; readonly until: number },
): Stretch[] {
  const codes = new Set(codesUpwards(code));
  const instants = levels
    .filter(({ area }) => codes.has(area))
    .flatMap((step) => [step.from, ...(step.withdrawnAt === null ? [] : [step.withdrawnAt])])
    .map((instant) => Date.parse(instant))
    .filter((instant) => from < instant && instant < until);
  const turns = [...new Set([from, ...instants])].toSorted((one, other) => one - other);
  return turns.reduce<Stretch[]>((stretches, turn, index) => {
    const { level, saidBy } = levelAt(levels, code, turn);
    const last = stretches.at(-1);
    const end = turns[index + 1] ?? until;
    if (last !== undefined && last.level === level && last.saidBy === saidBy) {
      return [...stretches.slice(0, -1), { ...last, until: end }];
    }
    return [...stretches, { from: turn, until: end, level, saidBy }];
  }, []);
}

/** Provinces, cities and districts; of villages those that say something themselves, and those of the chosen district. */
export function shownAreas(areas: readonly Area[], levels: readonly LevelChange[], chosen: string): Area[] {
  const speaking = new Set(levels.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ area }) => area));
  const district = codesUpwards(chosen).find((code) =>
    areas.some((area) => area.code === code && area.kind === 'district'),
  );
  return areas.filter(
    ({ code, kind, parent }) =>
      kind !== 'village' || speaking.has(code) || (district !== undefined && parent === district),
  );
}

export type EntryState = 'ahead' | 'in-force' | 'over' | 'withdrawn';

export function stateOf(levels: readonly LevelChange[], entry: LevelChange, now: number): EntryState {
  if (entry.withdrawnAt !== null) return 'withdrawn';
  if (Date.parse(entry.from) > now) return 'ahead';
  return latestAt(levels, entry.area, now)?.id === entry.id ? 'in-force' : 'over';
}

const weekMs = 7 * 86_400_000;

/** What the chart shows: up to four weeks back, and ahead at least four weeks and a week more than is entered. */
export function windowOf(
  levels: readonly LevelChange[],
  now: number,
): { readonly from: number; readonly until: number } {
  const begins = levels.map(({ from }) => Date.parse(from));
  const standing = levels.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ from }) => Date.parse(from));
  const first = Math.min(now, ...begins) - weekMs;
  const last = Math.max(now, ...standing) + weekMs;
  return {
    from: Math.max(first, now - 4 * weekMs),
    until: Math.max(now + 4 * weekMs, Math.min(last, now + 26 * weekMs)),
  };
}
