import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const secret = Buffer.alloc(32, 7).toString('base64');

test('has a default for everything', () => {
  const config = readConfig({ PATH: '/bin', GAPURA_URL: ' ' });
  expect(config).toMatchObject({
    mode: 'demo',
    host: '127.0.0.1',
    port: 8080,
    origin: 'http://127.0.0.1:8080',
    database: { kind: 'embedded' },
    dataFolder: null,
    trustPath: null,
    secret: null,
    trustedProxies: 0,
    processes: 1,
    venueAtATime: false,
    logLevel: 'warn',
  });
  expect(config.webFolder).toMatch(/apps\/web\/dist$/);
});

test('takes what is given', () => {
  const database = 'postgres://gapura@db.example/gapura';
  const given = {
    PORT: '9000',
    DATABASE_URL: database,
    GAPURA_MODE: 'production',
    GAPURA_TRUSTED_PROXIES: '2',
    GAPURA_PROCESSES: '4',
  };
  expect(readConfig({ ...given, GAPURA_DATA: '/srv/gapura', GAPURA_SECRET: secret, GAPURA_LOG: 'info' })).toMatchObject(
    {
      port: 9000,
      database: { kind: 'external', url: database },
      mode: 'production',
      trustedProxies: 2,
      processes: 4,
      dataFolder: '/srv/gapura',
      secret,
      logLevel: 'info',
    },
  );
});

test.each([
  [{ HOST: '0.0.0.0', PORT: '81' }, 'http://127.0.0.1:81'],
  [{ HOST: '::' }, 'http://127.0.0.1:8080'],
  [{ HOST: '::1' }, 'http://[::1]:8080'],
  [{ HOST: 'pintu.example' }, 'http://pintu.example:8080'],
  [{ GAPURA_URL: 'https://pintu.example/', HOST: '0.0.0.0' }, 'https://pintu.example'],
])('knows its address from %j', (environment, origin) => {
  expect(readConfig(environment).origin).toBe(origin);
});

test.each([
  [{ PORT: '0' }, 'PORT must be'],
  [{ PORT: '65536' }, 'PORT must be'],
  [{ PORT: '0x50' }, 'PORT must be'],
  [{ PORT: '80.5' }, 'PORT must be'],
  [{ PORT: 'http' }, 'not “http”'],
  [{ GAPURA_MODE: 'prod' }, 'GAPURA_MODE must be one of demo, production'],
  [{ GAPURA_LOG: 'loud' }, 'GAPURA_LOG must be one of'],
  [{ GAPURA_TRUSTED_PROXIES: '-1' }, 'GAPURA_TRUSTED_PROXIES must be'],
  [{ GAPURA_PROCESSES: '0' }, 'GAPURA_PROCESSES must be a number from 1 to 64'],
  [{ GAPURA_URL: 'pintu.example' }, 'GAPURA_URL must be'],
  [{ GAPURA_URL: 'ftp://pintu.example' }, 'GAPURA_URL must be'],
  [{ DATABASE_URL: 'mysql://db.example' }, 'DATABASE_URL must look like'],
  [{ GAPURA_SECRET: 'short' }, 'GAPURA_SECRET must be base64'],
  [{ GAPURA_DATE: '/srv' }, 'GAPURA_DATE is not a setting; did you mean GAPURA_DATA?'],
  [{ GAPURA_TRUSTED_PROXY: '1' }, 'did you mean GAPURA_TRUSTED_PROXIES?'],
])('refuses %j', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test('names every fault at once and no password', () => {
  const wrong = { PORT: 'x', GAPURA_MODE: 'y', DATABASE_URL: 'pg:hunter2' };
  expect(() => readConfig(wrong)).toThrow(/PORT .*GAPURA_MODE |GAPURA_MODE .*PORT /);
  expect(() => readConfig(wrong)).not.toThrow(/hunter2/);
  expect(() => readConfig(wrong)).toThrow(expect.objectContaining({ exitCode: 2 }));
});
