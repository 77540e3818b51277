import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const server = 'apps/server/src';
const web = 'apps/web/src';

/** Rule, importing file, imported file: each pair breaks exactly what its rule forbids. */
const forbidden: [rule: string, from: string, to: string][] = [
  ['no-cycle', `${server}/a/one.ts`, `${server}/a/two.ts`],
  ['no-import-from-dist', `${server}/a/index.ts`, 'packages/contract/dist/index.js'],
  ['contract-imports-only', 'packages/contract/src/index.ts', 'node:fs'],
  ['contract-imports-only', 'packages/contract/src/venues.ts', 'packages/credentials/src/index.ts'],
  ['screening-imports-only', 'packages/screening/src/index.ts', 'packages/contract/src/index.ts'],
  ['screening-imports-only', 'packages/screening/src/index.ts', 'node:fs'],
  ['credentials-know-nothing-of-us', 'packages/credentials/src/index.ts', 'packages/screening/src/index.ts'],
  ['client-imports-contract-only', 'packages/client/src/index.ts', 'packages/screening/src/index.ts'],
  ['packages-by-their-entrances', `${server}/a/index.ts`, 'packages/contract/src/venues.ts'],
  ['packages-by-their-entrances', 'packages/client/src/index.ts', 'packages/contract/src/venues.ts'],
  ['server-imports', `${server}/a/index.ts`, `${web}/ui/button.ts`],
  ['server-imports', `${server}/a/index.ts`, 'packages/client/src/index.ts'],
  ['web-imports', `${web}/officer/index.ts`, `${server}/index.ts`],
  ['web-runs-without-node', `${web}/officer/index.ts`, 'node:fs'],
  ['web-screens-for-officer-and-visitor-only', `${web}/manager/index.ts`, 'packages/screening/src/index.ts'],
  ['web-reads-credentials-where-they-are-shown', `${web}/board/index.ts`, 'packages/credentials/src/index.ts'],
  ['specimens-are-for-tests', 'packages/credentials/src/index.ts', 'packages/credentials/src/specimens.ts'],
  ['specimens-are-for-tests', `${server}/a/index.ts`, 'packages/credentials/src/specimens.ts'],
  ['test-support-is-for-tests', 'packages/screening/src/index.ts', 'packages/screening/src/test-packs.ts'],
  ['testkit-is-for-tests', `${server}/a/index.ts`, 'packages/testkit/src/index.ts'],
  ['nobody-imports-bench-or-e2e', `${server}/a/index.ts`, 'e2e/harness/stack.ts'],
  ['room-by-its-index', `${server}/b/index.ts`, `${server}/a/one.ts`],
  ['room-by-its-index', `${server}/context.ts`, `${server}/a/one.ts`],
  ['only-assembly-knows-all-rooms', `${server}/main.ts`, `${server}/a/index.ts`],
  ['foundations-know-no-room', `${server}/database/pool.ts`, `${server}/a/index.ts`],
  ['audiences-stay-apart', `${web}/officer/index.ts`, `${web}/visitor/index.ts`],
  ['web-parts-know-no-audience', `${web}/ui/button.ts`, `${web}/visitor/index.ts`],
];

const allowed: [from: string, to: string][] = [
  [`${server}/a/index.ts`, 'packages/credentials/src/node.ts'],
  ['packages/screening/src/index.ts', 'packages/credentials/src/index.ts'],
  ['packages/client/src/index.ts', 'packages/contract/src/index.ts'],
  [`${server}/context.ts`, `${server}/a/index.ts`],
  [`${server}/b/index.ts`, `${server}/a/index.ts`],
  [`${server}/b/index.ts`, `${server}/database/pool.ts`],
  [`${server}/a/one.test.ts`, 'packages/testkit/src/index.ts'],
  [`${server}/a/index.ts`, '@gapura/contract'],
  [`${web}/visitor/index.ts`, 'packages/screening/src/index.ts'],
  [`${web}/scan/decoder.ts`, 'packages/credentials/src/index.ts'],
  [`${web}/visitor/index.ts`, `${web}/ui/button.ts`],
  [`${web}/app/index.ts`, `${web}/visitor/index.ts`],
  ['e2e/harness/stack.ts', 'packages/testkit/src/index.ts'],
];

const require = createRequire(import.meta.url);
const { forbidden: rules, options } = require('../../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<IFlattenedRuleSet['forbidden']>;
  options: ICruiseOptions & { enhancedResolveOptions: object };
};

let tree: string;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'gapura-directions-'));
  await write(
    'packages/contract/package.json',
    '{"name":"@gapura/contract","exports":{".":{"source":"./src/index.ts"}}}',
  );
  await mkdir(join(tree, 'node_modules/@gapura'), { recursive: true });
  await symlink('../../packages/contract', join(tree, 'node_modules/@gapura/contract'));
});

afterAll(() => rm(tree, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), text);
}

function specifier(from: string, to: string): string {
  const isModule = to.startsWith('node:') || to.startsWith('@');
  return isModule ? to : `${'../'.repeat(from.split('/').length - 1)}${to}`;
}

/** Writes the two files, the first importing the second, and names the rules that this breaks. */
async function brokenRules(from: string, to: string, back = false): Promise<string[]> {
  await write('packages/contract/src/index.ts', 'export const contract = 1;\n');
  if (/^(apps|packages|e2e)\//.test(to))
    await write(to, back ? `import '${specifier(to, from)}';\n` : 'export const x = 1;\n');
  await write(from, `import '${specifier(from, to)}';\n`);
  const ruleSet = { forbidden: rules };
  const { output } = await cruise(
    [from],
    { ...options, ruleSet, validate: true, baseDir: tree },
    options.enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
}

describe('import directions', () => {
  test.each(forbidden)('%s: %s may not import %s', async (rule, from, to) => {
    expect(await brokenRules(from, to, rule === 'no-cycle')).toContain(rule);
  });

  test.each(allowed)('%s may import %s', async (from, to) => {
    expect(await brokenRules(from, to)).toEqual([]);
  });

  test('a module that is not there is named', async () => {
    expect(await brokenRules(`${server}/a/index.ts`, 'node:no-such-module')).toContain('no-unknown-module');
  });

  test('every rule is proven', () => {
    const proven = new Set([...forbidden.map(([rule]) => rule), 'no-unknown-module']);
    expect(new Set(rules.map((rule) => rule.name))).toEqual(proven);
  });
});
