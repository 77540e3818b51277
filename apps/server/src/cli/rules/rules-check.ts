import { parseArgs } from 'node:util';
import type { RulePack } from '@gapura/screening';
import { CommandFailure, UsageError, type Command, type Terminal } from '../command.ts';
import { checkFolder, type Checked } from './check-folder.ts';

export const rulesCheck: Command = {
  words: 'rules check',
  summary: 'tells what is wrong with rule packs, line by line, and runs their examples',
  usage: `Usage: npm run -s gapura -- rules check my-rules/id-denpasar-2022 [folder …]

Reads pack.json and limits.json of each folder as the server does, and runs examples.json where there is one. Every fault is
told with its file, line and column. rules/README.md explains the files.
Exit code 1 where there is a fault.`,
  async run(args, terminal) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    if (positionals.length === 0) {
      throw new UsageError('name a folder');
    }
    let faults = 0;
    for (const folder of positionals) {
      const checked = await checkFolder(folder);
      printChecked(checked, terminal);
      faults += checked.faults.length;
    }
    if (faults > 0) {
      throw new CommandFailure(faults === 1 ? 'there is a fault' : `there are ${faults} faults`);
    }
  },
};

export function printChecked({ faults, pack, examples, unshown }: Checked, terminal: Terminal): void {
  for (const { file, line, column, text } of faults) {
    terminal.print(`${file}:${line}:${column}: ${text}`);
  }
  if (pack === null || faults.length > 0) {
    return;
  }
  terminal.print(`${describe(pack)}; ${examples} examples as expected.`);
  if (unshown.length > 0) {
    terminal.print(`No example shows ${unshown.join(', ')}.`);
  }
}

function describe({ id, version, rules, conditions, businessRules, limits }: RulePack): string {
  const parts = [`${rules.length} rules`, `${conditions.length} conditions`, `${limits.length} limits`];
  const published = businessRules === null ? [] : [`${businessRules.rules.length} business rules`];
  return `${id} ${version}: ${[...parts, ...published].join(', ')}`;
}
