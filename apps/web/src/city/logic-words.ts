/** What a rule asks, as a tree that people can read. Pure; the words themselves are the dictionary’s. */
export type Asked =
  | { readonly is: 'all' | 'any' | 'none'; readonly parts: readonly Asked[] }
  /** Something is there, or is so; `isNot`: is not. */
  | { readonly is: 'fact'; readonly path: string; readonly isNot: boolean }
  | {
      readonly is: 'compared';
      readonly path: string;
      readonly sign: Sign;
      readonly value: Term;
      readonly plus?: number;
    }
  | { readonly is: 'always' }
  /** What this page has no words for, as it is written. */
  | { readonly is: 'other'; readonly text: string };

/** What something is compared with: a value, or something else that is measured. */
export type Term = string | { readonly path: string };

export type Sign = '<' | '≤' | '>' | '≥' | '=' | '≠';

const signs: Record<string, Sign> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '===': '=' };
const opposites: Record<Sign, Sign> = { '<': '≥', '≥': '<', '>': '≤', '≤': '>', '=': '≠', '≠': '=' };

export function readLogic(logic: unknown): Asked {
  return simplify(read(logic));
}

function read(logic: unknown): Asked {
  const [name, value] = Object.entries(logic ?? {})[0] ?? [];
  const operands: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (name === 'var' && typeof value === 'string') return { is: 'fact', path: value, isNot: false };
  if (name === 'and') return { is: 'all', parts: operands.map(read) };
  if (name === '!') return not(read(operands[0]));
  const sign = signs[name ?? ''];
  return sign === undefined ? other(logic) : compared(sign, operands, logic);
}

function other(logic: unknown): Asked {
  return { is: 'other', text: JSON.stringify(logic) };
}

function compared(sign: Sign, [left, right, ...more]: readonly unknown[], logic: unknown): Asked {
  const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
  if (isPlain(left) && left === right && sign === '=') return { is: 'always' };
  const measured = measuredOf(left);
  const path = findPath(right);
  const value = isPlain(right) ? String(right) : path === undefined ? undefined : { path };
  if (measured === undefined || value === undefined || more.length > 0) return other(logic);
  return { is: 'compared', ...measured, sign, value };
}

function findPath(logic: unknown): string | undefined {
  const asked = read(logic);
  return asked.is === 'fact' ? asked.path : undefined;
}

/** Something that is measured, or that with a number added. */
function measuredOf(logic: unknown): { readonly path: string; readonly plus?: number } | undefined {
  const [name, value] = Object.entries(logic ?? {})[0] ?? [];
  const operands: readonly unknown[] = name === '+' && Array.isArray(value) ? value : [logic, 0];
  const [of, plus, ...more] = operands;
  const path = findPath(of);
  if (path === undefined || typeof plus !== 'number' || more.length > 0) return undefined;
  return plus === 0 ? { path } : { path, plus };
}

/** “Not both” is “one of the two not”: exact, and easier to read than a refused list. */
function not(asked: Asked): Asked {
  if (asked.is === 'fact') return { ...asked, isNot: !asked.isNot };
  if (asked.is === 'compared') return { ...asked, sign: opposites[asked.sign] };
  if (asked.is === 'all') return { is: 'any', parts: asked.parts.map(not) };
  if (asked.is === 'any') return { is: 'all', parts: asked.parts.map(not) };
  return asked.is === 'none' ? { is: 'all', parts: asked.parts } : { is: 'none', parts: [asked] };
}

/** Parts within parts of the same kind are one list; “there is a dose” goes without saying beside “the series is complete”. */
function simplify(asked: Asked): Asked {
  if (!('parts' in asked)) return asked;
  const parts = asked.parts
    .map(simplify)
    .flatMap((part) => (part.is === asked.is && asked.is !== 'none' ? part.parts : [part]));
  const told = asked.is === 'all' ? parts.filter((part) => !isImplied(part, parts)) : parts;
  const [only, another] = told;
  return only !== undefined && another === undefined && asked.is !== 'none' ? only : { is: asked.is, parts: told };
}

function isImplied(part: Asked, parts: readonly Asked[]): boolean {
  if (part.is !== 'fact' || part.isNot) return false;
  const { path } = part;
  return parts.some(
    (beside) =>
      (beside.is === 'compared' || (beside.is === 'fact' && !beside.isNot)) &&
      (beside.path.startsWith(`${path}.`) || (path === 'ageKnown' && beside.path === 'age')),
  );
}
