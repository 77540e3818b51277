import { randomBytes } from 'node:crypto';
import type { CardContent, CardRequestView, TotpEnrolmentReply } from '@gapura/contract';
import { TOTP } from 'otpauth';
import { readConfig } from '../config/config.ts';
import { createContext, type Context } from '../context.ts';
import { openPool, type Pool } from '../database/pool.ts';
import type { App } from '../http/app.ts';
import { buildServer } from '../server.ts';

/** What the tests of this room stand on: two whole servers on one database, with a clock of their own. */

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly raw: Buffer;
  readonly headers: Record<string, unknown>;
}

export interface Person {
  readonly id: string;
  send<Body = Record<string, unknown>>(method: Method, path: string, body?: object | string): Promise<Answer<Body>>;
  /** Another session of the same account, with a second factor as well. */
  again(): Promise<Person>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A database of its own with a venue that is always open. */
export interface TestGround {
  readonly url: string;
  readonly venue: TestVenue;
}

interface TestVenue {
  readonly id: string;
  readonly organisationId: string;
  readonly gates: readonly string[];
}

export interface TestCards {
  readonly pool: Pool;
  readonly venue: TestVenue;
  readonly context: Context;
  readonly organisationName: string;
  signedIn(signInName: string, role: 'issuer' | 'manager' | 'admin', options?: SignIn): Promise<Person>;
  /** Goes through the door of one of the servers. */
  checkIn(text: string, server?: 0 | 1): Promise<{ readonly colour: string; readonly rules: readonly string[] }>;
  passTime(ms: number): void;
  now(): Date;
  close(): Promise<void>;
}

interface SignIn {
  readonly organisationId?: string;
  readonly secondFactor?: boolean;
}

export const goodContent: CardContent = {
  familyName: 'Sari Uji',
  givenName: 'Made',
  bornOn: '1961-04-12',
  vaccine: 'coronavac',
  doseNumber: 2,
  doseOf: 2,
  givenOn: '2025-12-01',
  evidence: 'YB-00123/2025',
};

const password = 'sawah hijau di Ubud';
const hourMs = 3_600_000;

export async function openTestCards({ url, venue }: TestGround): Promise<TestCards> {
  let now = Date.parse('2026-03-02T01:00:00Z');
  const clock = (): Date => new Date(now);
  const rootSecret = randomBytes(32);
  const config = readConfig({ GAPURA_MODE: 'production', GAPURA_LOG: 'silent', DATABASE_URL: url });
  const open = async (): Promise<{ context: Context; app: App; pool: Pool }> => {
    const pool = openPool(url, { max: 10, onError: () => undefined });
    const context = await createContext({
      config,
      database: { url, pool, dataFolder: null, close: () => pool.end() },
      rootSecret,
      clock,
    });
    return { context, app: await buildServer(context), pool };
  };
  const servers = [await open(), await open()] as const;
  const [near] = servers;
  return {
    pool: near.pool,
    venue,
    context: near.context,
    organisationName: `Instansi ${venue.organisationId}`,
    async signedIn(signInName, role, { organisationId = venue.organisationId, secondFactor = true } = {}) {
      const { id } = await near.context.access.createStaffWithPassword({
        displayName: `Staf ${signInName}`,
        signInName,
        role,
        organisationId: role === 'admin' ? null : organisationId,
        gateIds: [],
        password,
      });
      return openSession(near.app, { id, signInName, secondFactor, step: () => ((now += 30_000), clock()) });
    },
    checkIn: (text, server = 0) => checkIn(servers[server].app, venue, text),
    passTime: (ms) => (now += ms),
    now: clock,
    async close() {
      for (const { app, context, pool } of servers) {
        await app.close();
        await context.close();
        await pool.end();
      }
    },
  };
}

interface Account {
  readonly id: string;
  readonly signInName: string;
  readonly secondFactor: boolean;
  /** Moves the clock on to a half minute whose code is fresh. */
  readonly step: () => Date;
  readonly secret?: string;
}

async function openSession(app: App, account: Account): Promise<Person> {
  let cookie = '';
  const send = async <Body>(method: Method, path: string, body?: object | string): Promise<Answer<Body>> => {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json';
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...(cookie && { cookie }), ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const setCookie = reply.headers['set-cookie']?.toString();
    cookie = setCookie?.split(';')[0] ?? cookie;
    const isJson = String(reply.headers['content-type']).includes('json');
    const parsed = (isJson ? reply.json() : null) as Body;
    return { status: reply.statusCode, body: parsed, raw: reply.rawPayload, headers: reply.headers };
  };
  await send('POST', '/sessions', { signInName: account.signInName, password });
  let { secret } = account;
  if (account.secondFactor) {
    secret ??= (await send<TotpEnrolmentReply>('POST', '/totp')).body.secret;
    const code = new TOTP({ secret }).generate({ timestamp: account.step().getTime() });
    const { status } = await send('POST', '/sessions/current/second-factor', { code });
    if (status !== 200) {
      throw new Error(`The code of ${account.signInName} was answered with ${status}.`);
    }
  }
  return { id: account.id, send, again: () => openSession(app, { ...account, ...(secret && { secret }) }) };
}

async function checkIn(app: App, venue: TestVenue, text: string) {
  const { body } = await app
    .inject({
      method: 'POST',
      url: '/api/v1/check-ins',
      payload: {
        eventId: crypto.randomUUID(),
        gate: venue.gates[0],
        kind: 'visitor',
        persons: [{ credentials: [text] }],
      },
    })
    .then((reply) => ({ body: reply.json<{ persons: { colour: string; reasons: { rule: string }[] }[] }>() }));
  const [person] = body.persons;
  return { colour: person?.colour ?? '', rules: person?.reasons.map(({ rule }) => rule) ?? [] };
}

export interface Issuing {
  readonly admin: Person;
  readonly clerk: Person;
  readonly approver: Person;
}

/** An organisation with the right, somebody who enters and somebody who approves. */
export async function openIssuing(test: TestCards): Promise<Issuing> {
  const admin = await test.signedIn('admin', 'admin');
  const granted = await admin.send('PUT', `/issuers/${test.venue.organisationId}`, {});
  if (granted.status !== 200) {
    throw new Error(`The right was answered with ${granted.status}: ${JSON.stringify(granted.body)}`);
  }
  return { admin, clerk: await test.signedIn('clerk', 'issuer'), approver: await test.signedIn('approver', 'issuer') };
}

export async function enter(clerk: Person, content: Partial<CardContent> = {}): Promise<CardRequestView> {
  const { status, body } = await clerk.send<CardRequestView>('POST', '/card-requests', { ...goodContent, ...content });
  if (status !== 201) {
    throw new Error(`The request was answered with ${status}: ${JSON.stringify(body)}`);
  }
  return body;
}

export const approve = (by: Person, id: string) =>
  by.send<CardRequestView>('POST', `/card-requests/${id}/decision`, { decision: 'approve' });

export { hourMs };
