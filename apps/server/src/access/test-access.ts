import Fastify from 'fastify';
import type { App } from '../http/app.ts';
import { handleError } from '../http/error-handler.ts';
import { secure } from '../http/security.ts';
import { openPool, type Pool } from '../database/pool.ts';
import { createAccess, type Access, type StaffWithPassword } from './access.ts';
import { accessRoutes } from './routes.ts';

/** What the tests of this room stand on: its routes behind the real error handler, on a database that they bring. */

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly setCookie: string | undefined;
}

type Method = 'GET' | 'POST' | 'DELETE';

/** Keeps one cookie, as a browser does. */
export interface TestBrowser {
  cookie: string | null;
  send<Body = Record<string, unknown>>(method: Method, path: string, body?: object): Promise<Answer<Body>>;
}

type AuditedEntry = Parameters<Access['deps']['audit']['record']>[1];

export interface TestAccess {
  readonly access: Access;
  readonly pool: Pool;
  browser(): TestBrowser;
  /** Makes an account and signs it in. */
  signedIn(staff: Pick<StaffWithPassword, 'signInName' | 'role'> & Partial<StaffWithPassword>): Promise<TestBrowser>;
  passTime(ms: number): void;
  now(): Date;
  readonly audited: readonly AuditedEntry[];
  close(): Promise<void>;
}

export const goodPassword = 'sawah hijau di Ubud';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export async function openTestAccess(databaseUrl: string, origin = 'http://localhost:8080'): Promise<TestAccess> {
  const pool = openPool(databaseUrl, { max: 10, onError: () => undefined });
  let now = Date.parse('2026-03-02T01:00:00Z');
  const audited: AuditedEntry[] = [];
  const access = createAccess({
    pool,
    clock: () => new Date(now),
    origin,
    sealingKey: Buffer.alloc(32, 7),
    audit: { record: async (_client, entry) => void audited.push(entry) },
  });
  const app: App = Fastify({
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
  });
  app.setErrorHandler(handleError);
  secure(app, { https: false });
  accessRoutes(app, { access });
  await app.ready();
  const browser = (): TestBrowser => createBrowser(app);
  return {
    access,
    pool,
    audited,
    now: () => new Date(now),
    browser,
    async signedIn(staff) {
      const account = { displayName: 'Made Uji', organisationId: null, gateIds: [], password: goodPassword, ...staff };
      await access.createStaffWithPassword(account);
      const fresh = browser();
      await fresh.send('POST', '/sessions', { signInName: account.signInName, password: account.password });
      return fresh;
    },
    passTime: (ms) => (now += ms),
    async close() {
      await app.close();
      await pool.end();
    },
  };
}

function createBrowser(app: App): TestBrowser {
  const browser: TestBrowser = {
    cookie: null,
    async send<Body>(method: Method, path: string, body?: object): Promise<Answer<Body>> {
      const headers = browser.cookie === null ? {} : { cookie: browser.cookie };
      const reply = await app.inject({ method, url: path, headers, ...(body !== undefined && { payload: body }) });
      const setCookie = reply.headers['set-cookie']?.toString();
      if (setCookie !== undefined) {
        browser.cookie = setCookie.slice(0, setCookie.indexOf(';'));
      }
      const answered = (reply.body === '' ? null : reply.json()) as Body;
      return { status: reply.statusCode, body: answered, setCookie };
    },
  };
  return browser;
}
