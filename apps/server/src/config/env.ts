/** The names this software reads from its environment, and nothing else about them. */
export const envNames = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'GAPURA_DATA',
  'GAPURA_MODE',
  'GAPURA_URL',
  'GAPURA_TRUST',
  'GAPURA_TRUST_KEY',
  'GAPURA_REVOCATION',
  'GAPURA_SECRET',
  'GAPURA_TRUSTED_PROXIES',
  'GAPURA_PROCESSES',
  'GAPURA_VENUE_AT_A_TIME',
  'GAPURA_LOG',
  'GAPURA_WEB',
] as const;

export type EnvName = (typeof envNames)[number];
export type Env = Readonly<Partial<Record<EnvName, string>>>;

/** Variables of tests and benchmarks that the server itself ignores. */
const foreignNames = ['GAPURA_CORPORA', 'GAPURA_TEST_POSTGRES'];

/** The settings that are given, and the names that look like ours but are not. */
export function readEnv(environment: NodeJS.ProcessEnv): { env: Env; unknown: readonly string[] } {
  const env = Object.fromEntries(
    envNames.flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const known: readonly string[] = [...envNames, ...foreignNames];
  const unknown = Object.keys(environment).filter((name) => name.startsWith('GAPURA_') && !known.includes(name));
  return { env, unknown };
}
