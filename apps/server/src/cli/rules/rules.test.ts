import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../commands.ts';
import { runCommand } from '../run.ts';

const shipped = fileURLToPath(new URL('../../../../../rules/', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gapura-rules-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function gapura(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const terminal = { print: (line: string) => void printed.push(line), ask: async () => null };
  const code = await runCommand(commands, args, { terminal, printError: (line) => void errors.push(line) });
  return { code, printed, errors: errors.join('\n') };
}

/** A copy of a shipped pack in which one file is changed. */
async function copyWith(name: string, file: string, change: (text: string) => string): Promise<string> {
  const copy = join(await mkdtemp(join(folder, 'copy-')), name);
  await cp(join(shipped, name), copy, { recursive: true });
  await writeFile(join(copy, file), change(await readFile(join(copy, file), 'utf8')));
  return copy;
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('gapura rules check', () => {
  it.each(['eu-dcc', 'id-2022-02', 'id-2022-07', 'id-denpasar-2021', 'open'])('finds %s sound', async (name) => {
    const { code, printed, errors } = await gapura('rules', 'check', join(shipped, name));
    expect([code, errors, printed.length]).toEqual([0, '', 1]);
    expect(printed[0]).toMatch(/^[a-z0-9-]+ \d+\.\d+\.\d+: \d+ rules, .*; [1-9]\d* examples as expected\.$/);
  });

  it('names each fault with line and column, in both files', async () => {
    const copy = await copyWith('open', 'pack.json', (text) => text.replace('"green",', '"blue",'));
    const limits = await readFile(join(copy, 'limits.json'), 'utf8');
    await writeFile(join(copy, 'limits.json'), limits.replace('"longestStayMinutes": 720', '"longestStayMinutes": 0'));
    const text = await readFile(join(copy, 'pack.json'), 'utf8');
    const { code, printed, errors } = await gapura('rules', 'check', copy);
    expect(printed).toEqual([
      `${copy}/pack.json:${lineOf(text, '"blue"')}:17: /rules/0/colour must be one of green, yellow, red, black`,
      `${copy}/limits.json:${lineOf(limits, '720')}:29: /categories/0/longestStayMinutes must be an integer from 1 to 10080`,
    ]);
    expect([code, errors]).toEqual([1, 'gapura rules check: there are 2 faults']);
  });

  it.each([
    [
      'a comma too many',
      'pack.json',
      (text: string) => text.replace('"sources": [],', '"sources": [,],'),
      ':6:15: is no JSON: must be a value',
    ],
    [
      'an end too early',
      'limits.json',
      () => '{\n  "pack": "open",',
      'limits.json:2:18: is no JSON: must be the name of a member',
    ],
    [
      'a member twice',
      'pack.json',
      (text: string) => text.replace('"sources"', '"version": "2.0.0", "sources"'),
      ':6:14: /version is written twice',
    ],
    [
      'another folder',
      'pack.json',
      (text: string) => text.replace('"id": "open"', '"id": "opened"'),
      'limits.json:2:11: /pack must be opened',
    ],
    [
      'an example that does not hold',
      'examples.json',
      (text: string) => text.replace('"open.everybody"', '"open.nobody"'),
      'examples.json:2:3: /0 “nothing presented”: says green',
    ],
    [
      'an example of nothing',
      'examples.json',
      (text: string) => text.replace('"title"', '"name"'),
      'examples.json:2:3: /0/title must be',
    ],
  ])('finds %s', async (_what, file, change, expected) => {
    const { code, printed } = await gapura('rules', 'check', await copyWith('open', file, change));
    expect(code).toBe(1);
    expect(printed.join('\n')).toContain(expected);
  });

  it('tells which rules no example shows', async () => {
    const copy = await copyWith('open', 'examples.json', () => '[]');
    const { code, printed } = await gapura('rules', 'check', copy);
    expect([code, printed[1]]).toEqual([0, 'No example shows open.everybody.']);
  });

  it.each([
    [[], 2, 'name a folder'],
    [['--fix'], 2, '--fix'],
    [['/nowhere/at/all'], 1, '/nowhere/at/all/pack.json cannot be read'],
  ])('called with %j ends with %d: %s', async (args, code, sentence) => {
    const result = await gapura('rules', 'check', ...args);
    expect(result.code).toBe(code);
    expect(result.errors).toContain(sentence);
  });
});

describe('gapura rules import', () => {
  const rule = {
    Identifier: 'VR-DE-0001',
    Type: 'Acceptance',
    Country: 'DE',
    Version: '1.0.0',
    SchemaVersion: '1.0.0',
    Engine: 'CERTLOGIC',
    EngineVersion: '0.7.5',
    CertificateType: 'Vaccination',
    Description: [{ lang: 'en', desc: 'There is a vaccination.' }],
    ValidFrom: '2021-07-03T00:00:00Z',
    ValidTo: '2030-06-01T00:00:00Z',
    AffectedFields: ['v.0'],
    Logic: { '!': [{ '!': [{ var: 'payload.v.0' }] }] },
  };

  async function importRules(rules: unknown, ...more: string[]) {
    const source = await mkdtemp(join(folder, 'rules-'));
    await mkdir(join(source, 'VR-DE-0001', 'tests'), { recursive: true });
    await writeFile(join(source, 'VR-DE-0001', 'rule.json'), JSON.stringify(rules));
    await writeFile(join(source, 'VR-DE-0001', 'tests', '1.json'), '{"payload": {}}');
    const out = join(source, 'out', 'eu-dcc');
    const options = ['--country', 'DE', '--version', '1.1.0', '--pack', join(shipped, 'eu-dcc')];
    const args = ['rules', 'import', '--rules', join(source, 'VR-DE-0001'), ...options, '--out', out, ...more];
    return { out, args, ...(await gapura(...args)) };
  }

  it('makes a new version of the pack, which is sound, and overwrites nothing', async () => {
    const { out, args, code, printed, errors } = await importRules(rule);
    expect([code, errors]).toEqual([0, '']);
    expect(printed[0]).toMatch(/^eu-dcc 1\.1\.0: .*, 1 business rules; 0 examples/);
    const pack = JSON.parse(await readFile(join(out, 'pack.json'), 'utf8')) as { businessRules: object };
    expect(pack.businessRules).toMatchObject({ country: 'DE', rules: [rule] });
    expect(await gapura(...args)).toMatchObject({ code: 1, errors: expect.stringContaining('cannot be written') });
  });

  it('takes lists, and value sets besides', async () => {
    const sets = join(folder, 'sets.json');
    await writeFile(sets, '{"disease-agent-targeted": ["840539006"]}');
    const { out, code } = await importRules([rule, { ...rule, Version: '1.0.1' }], '--value-sets', sets);
    const pack = JSON.parse(await readFile(join(out, 'pack.json'), 'utf8')) as { businessRules: { rules: [] } };
    expect([code, pack.businessRules.rules.length]).toEqual([0, 2]);
    expect(pack.businessRules).toMatchObject({ valueSets: { 'disease-agent-targeted': ['840539006'] } });
  });

  it('names what is wrong with a rule where it stands in the new file', async () => {
    const { code, printed } = await importRules({ ...rule, CertificateType: 'Visa' });
    expect(code).toBe(1);
    expect(printed.join('\n')).toMatch(
      /pack\.json:\d+:\d+: \/businessRules\/rules\/0\/CertificateType must be one of General, Vaccination, Test, Recovery/,
    );
  });

  it.each([
    [['--out', 'x'], 2, '--rules is missing'],
    [['--rules', '/nowhere', '--country', 'DE', '--version', '1.0.0', '--out', 'x'], 1, '/nowhere cannot be read'],
    [['--rules', join(shipped, 'open'), '--country', 'DE', '--version', '1.0.0', '--out', 'x'], 1, 'no business rule'],
  ])('called with %j ends with %d: %s', async (args, code, sentence) => {
    const result = await gapura('rules', 'import', ...args, '--pack', join(shipped, 'eu-dcc'));
    expect(result.code).toBe(code);
    expect(result.errors).toContain(sentence);
  });
});
