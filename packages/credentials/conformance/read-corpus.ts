import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading, Verification } from '@gapura/credentials';

export function readJson(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

/** The paths below a folder of all files with that ending, in the order of their names. */
export function listFiles(folder: string, ending: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(ending)).toSorted();
}

/** `ok` or the code of the violation. */
export function verdictOf(answer: Verification | Reading): string {
  return answer.ok ? 'ok' : answer.violation.code;
}
