import { execFileSync } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Prints the closing JSON line of a benchmark and keeps it with the date. */
export async function report(bench: string, figures: Readonly<Record<string, number>>): Promise<void> {
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]));
  const line = { bench, figures: rounded, machine: machine(), commit: commit() };
  const folder = fileURLToPath(new URL('results/', import.meta.url));
  await mkdir(folder, { recursive: true });
  await appendFile(`${folder}${bench}.jsonl`, `${JSON.stringify({ ...line, date: new Date().toISOString() })}\n`);
  console.log(JSON.stringify(line));
}

const round = (value: number): number => Number(value.toPrecision(4));

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${availableParallelism()} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
