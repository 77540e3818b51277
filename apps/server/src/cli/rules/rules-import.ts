import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandFailure, UsageError, reasonOf, type Command } from '../command.ts';
import { checkFolder } from './check-folder.ts';
import { readPackFile } from './pack-file.ts';
import { printChecked } from './rules-check.ts';

export const rulesImport: Command = {
  words: 'rules import',
  summary: 'makes a rule pack of business rules that a state has published',
  usage: `Usage: npm run -s gapura -- rules import --rules <file or folder> --country ID --version 1.1.0 --out my-rules/eu-dcc

Takes a pack with business rules, puts the published rules in place of its own, writes it as a new version and checks it.
Nothing is fetched, and no signature is verified: the rules are as trustworthy as where you have them from.

  --rules <path>       a file with one rule or a list of rules, or a folder of such files
  --country <code>     whose acceptance rules hold here, ISO 3166
  --version <x.y.z>    of the new pack
  --out <folder>       where pack.json and limits.json go; it is made, and must not have them yet
  --value-sets <file>  {"name": ["code", …], …} that the rules read; those of the pack unless told
  --pack <folder>      the pack that is taken as pattern; rules/eu-dcc unless told
Exit code 1 where there is a fault; the files are written all the same, so that it can be looked at.`,
  async run(args, terminal) {
    const options = readOptions(args);
    const pattern = await readSound(join(options.pack, 'pack.json'));
    const limits = await readSound(join(options.pack, 'limits.json'));
    const valueSets = options.valueSets === undefined ? undefined : await readSound(options.valueSets);
    const rules = await gatherRules(options.rules);
    const businessRules = { ...asObject(asObject(pattern)['businessRules']), country: options.country, rules };
    const pack = {
      ...asObject(pattern),
      version: options.version,
      businessRules: valueSets === undefined ? businessRules : { ...businessRules, valueSets },
    };
    await writeNew(options.out, { 'pack.json': pack, 'limits.json': limits });
    const checked = await checkFolder(options.out);
    printChecked(checked, terminal);
    if (checked.faults.length > 0) {
      throw new CommandFailure('the pack cannot be used as it is');
    }
  },
};

interface Options {
  readonly rules: string;
  readonly country: string;
  readonly version: string;
  readonly out: string;
  readonly pack: string;
  readonly valueSets: string | undefined;
}

function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { rules: text, country: text, version: text, out: text, pack: text, 'value-sets': text },
  });
  const required = (name: 'rules' | 'country' | 'version' | 'out'): string => {
    const value = values[name];
    if (value === undefined) {
      throw new UsageError(`--${name} is missing`);
    }
    return value;
  };
  return {
    rules: required('rules'),
    country: required('country'),
    version: required('version'),
    out: required('out'),
    pack: values.pack ?? 'rules/eu-dcc',
    valueSets: values['value-sets'],
  };
}

/** @throws CommandFailure naming the first fault */
async function readSound(file: string): Promise<unknown> {
  const { json, faults } = await readPackFile(file);
  const [fault] = faults;
  if (fault !== undefined) {
    throw new CommandFailure(`${file}:${fault.line}:${fault.column}: ${fault.text}`);
  }
  return json;
}

async function gatherRules(path: string): Promise<unknown[]> {
  const files = await listRuleFiles(path);
  const rules: unknown[] = [];
  for (const file of files) {
    const json = await readSound(file);
    rules.push(...(Array.isArray(json) ? (json as unknown[]) : [json]).filter(isRule));
  }
  if (rules.length === 0) {
    throw new CommandFailure(`${path} holds no business rule`);
  }
  return rules;
}

async function listRuleFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) {
      return [path];
    }
    const names = await readdir(path, { recursive: true });
    return names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(path, name));
  } catch (error) {
    throw new CommandFailure(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** Folders of published rules hold other files too, for instance tests. */
function isRule(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Identifier' in value && 'Logic' in value;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

async function writeNew(folder: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
    }
  } catch (error) {
    throw new CommandFailure(`${folder} cannot be written: ${reasonOf(error)}`);
  }
}
