import type { Disagreement, Outcome } from './outcome.ts';

export interface Runs {
  readonly node: readonly Outcome[];
  readonly browser: readonly Outcome[];
}

/** Corpus × expectation → agree/total on each platform, then every disagreement with its reason. */
export function printTable({ node, browser }: Runs, missing: readonly string[]): void {
  const rows = node.map((outcome, row) => [
    outcome.corpus,
    outcome.expectation,
    share(outcome),
    share(browser[row]),
    remark(outcome),
  ]);
  printRows([['corpus', 'expectation', 'node', 'browser', ''], ...rows]);
  printRows([['', 'all', share(sum(node)), share(sum(browser)), '']]);
  for (const corpus of missing) console.log(`${corpus}: not found`);
  for (const line of linesOf(node, 'node', browser)) console.log(line);
  for (const line of linesOf(browser, 'browser', node)) console.log(line);
}

function share(outcome: Pick<Outcome, 'agree' | 'total'> | undefined): string {
  return outcome === undefined ? '-' : `${outcome.agree}/${outcome.total}`;
}

function sum(outcomes: readonly Outcome[]): Pick<Outcome, 'agree' | 'total'> {
  const add = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);
  return { agree: add(outcomes.map(({ agree }) => agree)), total: add(outcomes.map(({ total }) => total)) };
}

function remark({ disagreements }: Outcome): string {
  const open = disagreements.filter(isOpen).length;
  const explained = disagreements.length - open;
  return [explained > 0 ? `${explained} explained` : '', open > 0 ? `${open} NOT EXPLAINED` : '']
    .filter(Boolean)
    .join(', ');
}

function isOpen({ explanation }: Disagreement): boolean {
  return explanation === null;
}

const widths = [18, 58, 9, 9] as const;

function printRows(rows: readonly (readonly string[])[]): void {
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    console.log(cells.join(' ').trimEnd());
  }
}

/** What both platforms disagree on is said once, by the first of them. */
function linesOf(outcomes: readonly Outcome[], platform: 'node' | 'browser', others: readonly Outcome[]): string[] {
  const other = new Set(others.flatMap((outcome) => outcome.disagreements.map((found) => describe(outcome, found))));
  const lines: string[] = [];
  for (const outcome of outcomes) {
    for (const found of outcome.disagreements) {
      const text = describe(outcome, found);
      if (!other.has(text)) lines.push(`\n${text} (${platform} only)`, reasonOf(found));
      else if (platform === 'node') lines.push(`\n${text}`, reasonOf(found));
    }
  }
  return lines;
}

function describe({ corpus, expectation }: Outcome, { case: name, expected, got }: Disagreement): string {
  return `${corpus}, ${expectation}, ${name}: expected ${expected}, got ${got}`;
}

function reasonOf({ explanation }: Disagreement): string {
  return `  ${explanation ?? 'NOT EXPLAINED'}`;
}
