/** The candidate that needs the fewest changed, added or missing letters. */
export function getNearest(word: string, candidates: readonly [string, ...string[]]): string {
  const [first, ...others] = candidates;
  return others.reduce((best, next) => (distance(word, next) < distance(word, best) ? next : best), first);
}

/** Levenshtein's distance, one row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
