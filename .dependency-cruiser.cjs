/**
 * Who may import whom. Every rule is an error; ARCHITECTURE.md tells the same in words.
 * `scripts/verify/directions.test.ts` proves that each of them fires.
 */
const { readdirSync } = require('node:fs');
const path = require('node:path');

const test = '[.]test[.]tsx?$';
/** What only tests of the rules import; rule packs and facts for them. */
const testSupport = '^packages/screening/src/test-[a-z]+[.]ts$';
/** What mints right and wrong credentials. */
const specimens = '^packages/credentials/src/specimens?[a-z-]*[.]ts$';
const foundations = 'config|database|http|live';
const audiences = 'visitor|certificate|officer|manager|cards|board|city|admin|demo';
const notOurs = '^node_modules/|(^|/)dist(-types|-test)?/';

/** What each package offers in the `exports` of its package.json. */
const entrances = readdirSync(path.join(__dirname, 'packages')).flatMap((name) => {
  const { exports: offered } = require(`./packages/${name}/package.json`);
  return Object.values(offered).map(({ source }) => `^packages/${name}/${source.slice(2).replace('.ts', '[.]ts$')}`);
});

/** The rule that a package's own code imports nothing but what is listed. */
const only = (name, allowed) => ({
  name: `${name}-imports-only`,
  comment: `packages/${name} may import nothing but: ${allowed.join(', ')}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: [test, testSupport] },
  to: { pathNot: [`^packages/${name}/src/`, ...allowed] },
});

/** The rule that some part never reaches some other part. */
const never = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never('no-cycle', {}, { circular: true }),
    never('no-import-from-dist', {}, { path: '(^|/)dist(-types|-test)?/', pathNot: 'node_modules/' }),
    never('no-unknown-module', {}, { couldNotResolve: true, pathNot: ['^virtual:', '[?]'] }),

    only('contract', ['node_modules/typebox/']),
    only('screening', ['^packages/credentials/src/index[.]ts$', 'node_modules/certlogic-js/']),
    never(
      'credentials-know-nothing-of-us',
      { path: '^packages/credentials/' },
      { path: '^(apps|bench|e2e|packages/(?!credentials/))' },
    ),
    never(
      'client-imports-contract-only',
      { path: '^packages/client/' },
      { path: '^(apps|bench|e2e|packages/(?!client/|contract/))' },
    ),
    never(
      'packages-by-their-entrances',
      { path: '^(apps|bench|e2e|packages/([^/]+))/' },
      {
        path: '^packages/[^/]+/src/',
        pathNot: [...entrances, '^packages/$2/', specimens],
      },
    ),
    never(
      'specimens-are-for-tests',
      { pathNot: [test, specimens, '^(bench|vectors)/', '^packages/credentials/conformance/'] },
      { path: specimens },
    ),

    never('test-support-is-for-tests', { pathNot: [test, testSupport] }, { path: testSupport }),

    never(
      'server-imports',
      { path: '^apps/server/', pathNot: test },
      { path: '^(apps/web|packages/(client|testkit))/' },
    ),
    never('web-imports', { path: '^apps/web/', pathNot: test }, { path: '^(apps/server|packages/testkit)/' }),
    never('web-runs-without-node', { path: '^apps/web/src/', pathNot: test }, { dependencyTypes: ['core'] }),
    never(
      'web-screens-for-officer-and-visitor-only',
      { path: '^apps/web/', pathNot: ['^apps/web/src/(officer|visitor)/', test] },
      { path: '^packages/screening/' },
    ),
    never(
      'web-reads-credentials-where-they-are-shown',
      { path: '^apps/web/', pathNot: ['^apps/web/src/(certificate|city|officer|scan|verification|visitor)/', test] },
      { path: '^packages/credentials/' },
    ),
    never(
      'testkit-is-for-tests',
      { pathNot: [test, '^(bench|e2e|packages/testkit)/'] },
      { path: '^packages/testkit/' },
    ),
    never('nobody-imports-bench-or-e2e', { pathNot: '^(bench|e2e)/' }, { path: '^(bench|e2e)/' }),

    never(
      'room-by-its-index',
      { path: '^apps/server/src/([^/]+)' },
      {
        path: '^apps/server/src/[^/]+/',
        pathNot: ['^apps/server/src/[^/]+/index[.]ts$', '^apps/server/src/$1/', `^apps/server/src/(${foundations})/`],
      },
    ),
    never(
      'only-assembly-knows-all-rooms',
      { path: '^apps/server/src/[^/]+[.]ts$', pathNot: ['^apps/server/src/(context|server|index)[.]ts$', test] },
      { path: '^apps/server/src/[^/]+/', pathNot: `^apps/server/src/(${foundations})/` },
    ),
    never(
      'foundations-know-no-room',
      { path: `^apps/server/src/(${foundations})/`, pathNot: test },
      { path: '^apps/server/src/([^/]+/|context[.]ts)', pathNot: `^apps/server/src/(${foundations})/` },
    ),
    never(
      'audiences-stay-apart',
      { path: `^apps/web/src/(${audiences})/` },
      { path: `^apps/web/src/(${audiences}|app)/`, pathNot: '^apps/web/src/$1/' },
    ),
    never(
      'web-parts-know-no-audience',
      { path: '^apps/web/src/([^/]+)/', pathNot: `^apps/web/src/(${audiences}|app)/` },
      { path: `^apps/web/src/(${audiences}|app)/` },
    ),
  ],
  options: {
    doNotFollow: { path: notOurs },
    exclude: { path: '^(test-results|node_modules/[.])' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'browser', 'node', 'default', 'types'],
    },
  },
};
