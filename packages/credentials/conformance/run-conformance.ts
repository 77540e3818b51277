/**
 * The command line of a conformance run: [--folder <dir>] [--only <corpus>] [--json]
 * The folder, else GAPURA_CORPORA, else ../shared/corpora beside the checkout, holds one folder for each corpus.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Corpora, Outcome } from './outcome.ts';
import { printTable } from './print-table.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Run {
  readonly main: string;
  readonly corpora: Corpora;
  readonly folder: string;
  readonly present: readonly string[];
}

/** @param main the module that the command line names; it is run again for each platform */
export async function runConformance(main: string, corpora: Corpora): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      /** Set for the run in a process of its own: the outcomes of this one platform, as JSON. */
      platform: { type: 'string' },
    },
  });
  const folder = resolve(values.folder ?? resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora'));
  const wanted = Object.keys(corpora).filter((name) => values.only.length === 0 || values.only.includes(name));
  const present = wanted.filter((name) => existsSync(join(folder, name)));
  const run = { main, corpora, folder, present };
  if (values.platform !== undefined) process.stdout.write(JSON.stringify(await runAll(run)));
  else if (present.length > 0) compare(run, wanted, values.json);
  else console.log(values.json ? JSON.stringify({ ok: true, found: false }) : `corpora not found in ${folder}`);
}

async function runAll({ corpora, folder, present }: Run): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const name of present) {
    for (const corpus of corpora[name] ?? []) outcomes.push(...(await corpus(join(folder, name))));
  }
  return outcomes;
}

function compare(run: Run, wanted: readonly string[], json: boolean): void {
  const runs = { node: runPlatform(run, 'node'), browser: runPlatform(run, 'browser') };
  const all = [...runs.node, ...runs.browser];
  const ok = all.every(({ disagreements }) => disagreements.every(({ explanation }) => explanation !== null));
  const missing = wanted.filter((name) => !run.present.includes(name));
  if (json) console.log(JSON.stringify({ ok, found: true, runs }));
  else printTable(runs, missing);
  process.exitCode = ok ? 0 : 1;
}

/** The export conditions decide the platform, so each needs a process of its own. */
function runPlatform({ main, folder, present }: Run, platform: 'node' | 'browser'): readonly Outcome[] {
  const conditions = ['--conditions=source', ...(platform === 'browser' ? ['--conditions=browser'] : [])];
  const args = ['--import', 'tsx', ...conditions, fileURLToPath(main), '--platform', platform];
  const only = present.flatMap((name) => ['--only', name]);
  const output = execFileSync(process.execPath, [...args, '--folder', folder, ...only], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as readonly Outcome[];
}
