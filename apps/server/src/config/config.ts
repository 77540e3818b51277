import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { envNames, readEnv, type Env } from './env.ts';
import { getNearest } from './nearest.ts';
import { parseSecret } from './secrets.ts';
import { StartError } from './start-error.ts';

const checkout = fileURLToPath(new URL('../../../../', import.meta.url));
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  /** What phones type: scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: string };
  /** Null: the default folder, which depends on who starts the software. */
  readonly dataFolder: string | null;
  /** A signed trust list, or a file or folder of signer certificates. */
  readonly trustPath: string | null;
  /** Public keys that may sign lists; null: there are no signed lists. */
  readonly trustKeyPath: string | null;
  /** A signed revocation list. */
  readonly revocationPath: string | null;
  /** Base64 of 32 bytes; null: made at first start. */
  readonly secret: string | null;
  readonly trustedProxies: number;
  /** How many processes answer on the port. */
  readonly processes: number;
  /** For a database that keeps its venues on several machines: no statement touches two of them. */
  readonly venueAtATime: boolean;
  readonly logLevel: (typeof logLevels)[number];
  readonly webFolder: string;
}

/**
 * The whole configuration from the environment, with defaults.
 * @throws StartError that lists every variable that does not fit
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const { env, unknown } = readEnv(environment);
  const faults = unknown.map((name) => `${name} is not a setting; did you mean ${getNearest(name, envNames)}?`);
  const port = parsePort(env.PORT, faults);
  const host = env.HOST ?? '127.0.0.1';
  const config: Config = {
    mode: oneOf('GAPURA_MODE', env.GAPURA_MODE ?? 'demo', ['demo', 'production'], faults),
    host,
    port,
    origin: parseOrigin(env, host, port, faults),
    database: parseDatabase(env.DATABASE_URL, faults),
    dataFolder: resolved(env.GAPURA_DATA),
    trustPath: resolved(env.GAPURA_TRUST),
    trustKeyPath: resolved(env.GAPURA_TRUST_KEY),
    revocationPath: resolved(env.GAPURA_REVOCATION),
    secret: env.GAPURA_SECRET === undefined ? null : checkSecret(env.GAPURA_SECRET, faults),
    trustedProxies: parseCount('GAPURA_TRUSTED_PROXIES', env.GAPURA_TRUSTED_PROXIES ?? '0', [0, 10], faults),
    processes: parseCount('GAPURA_PROCESSES', env.GAPURA_PROCESSES ?? '1', [1, 64], faults),
    venueAtATime: oneOf('GAPURA_VENUE_AT_A_TIME', env.GAPURA_VENUE_AT_A_TIME ?? '0', ['0', '1'], faults) === '1',
    logLevel: oneOf('GAPURA_LOG', env.GAPURA_LOG ?? 'warn', logLevels, faults),
    webFolder: resolve(env.GAPURA_WEB ?? `${checkout}apps/web/dist`),
  };
  if (env.GAPURA_WEB !== undefined && !existsSync(join(config.webFolder, 'index.html'))) {
    faults.push(`GAPURA_WEB must be a folder with the built web app, and ${config.webFolder} has no index.html`);
  }
  if (faults.length > 0) {
    throw new StartError(`the settings do not fit: ${faults.join('; ')}`, { exitCode: 2 });
  }
  return config;
}

function resolved(path: string | undefined): string | null {
  return path === undefined ? null : resolve(path);
}

function parsePort(text: string | undefined, faults: string[]): number {
  const port = wholeNumber(text ?? '8080');
  if (!(port >= 1 && port <= 65_535)) {
    faults.push(`PORT must be a number from 1 to 65535, not “${text}”`);
  }
  return port;
}

function parseCount(name: string, text: string, [least, most]: readonly [number, number], faults: string[]): number {
  const count = wholeNumber(text);
  if (!(count >= least && count <= most)) {
    faults.push(`${name} must be a number from ${least} to ${most}, not “${text}”`);
  }
  return count;
}

/** Digits only: `Number` would also take 0x50, 1e3 and blanks. */
function wholeNumber(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

function parseDatabase(url: string | undefined, faults: string[]): Config['database'] {
  if (url === undefined) {
    return { kind: 'embedded' };
  }
  if (!/^(postgres|postgresql|socket):/.test(url) || !URL.canParse(url)) {
    // The value is not repeated, since it may hold a password.
    faults.push('DATABASE_URL must look like postgres://user:password@host:5432/database');
  }
  return { kind: 'external', url };
}

function checkSecret(text: string, faults: string[]): string {
  try {
    parseSecret(text);
  } catch (error) {
    faults.push((error as StartError).message);
  }
  return text;
}

function parseOrigin(env: Env, host: string, port: number, faults: string[]): string {
  if (env.GAPURA_URL !== undefined) {
    if (!URL.canParse(env.GAPURA_URL) || !/^https?:$/.test(new URL(env.GAPURA_URL).protocol)) {
      faults.push(`GAPURA_URL must be an http or https address, not “${env.GAPURA_URL}”`);
      return '';
    }
    return new URL(env.GAPURA_URL).origin;
  }
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function oneOf<T extends string>(name: string, text: string, allowed: readonly [T, ...T[]], faults: string[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) {
    faults.push(`${name} must be one of ${allowed.join(', ')}, not “${text}”`);
  }
  return found ?? allowed[0];
}
