import { randomBytes, randomUUID } from 'node:crypto';
import type { CheckInReply, CheckInRequest, DemoReply, EmployeeContent, EmployeeView } from '@gapura/contract';
import { readConfig } from '../config/config.ts';
import { createContext, type Context } from '../context.ts';
import { openPool, type Pool } from '../database/pool.ts';
import type { App } from '../http/app.ts';
import { buildServer } from '../server.ts';

/** What the tests of this room stand on: a whole server with the demo city, on a database of its own, with a clock of its own. */

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly raw: Buffer;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Send = <Body = Record<string, unknown>>(
  method: Method,
  path: string,
  body?: object | string,
) => Promise<Answer<Body>>;

export interface TestEmployees {
  readonly pool: Pool;
  readonly context: Context;
  /** As the manager of an organisation that no other test knows, with an office of its own. */
  openOffice(options?: { readonly timeZone?: string; readonly employeeLimit?: number }): Promise<Office>;
  /** The text of a demo certificate. */
  certificate(id: string): string;
  send: Send;
  /** Moves the clock on. */
  setNow(at: string): void;
  close(): Promise<void>;
}

export interface Office {
  readonly organisationId: string;
  readonly venueId: string;
  readonly gate: string;
  readonly manager: Send;
  /** Another manager, whose session has just begun. */
  openManager(): Promise<Send>;
  /** An officer at its gate. */
  openOfficer(): Promise<Send>;
  checkIn(request: Partial<CheckInRequest>): Promise<CheckInReply>;
  occupancy(): Promise<{ readonly visitors: number; readonly employees: number }>;
}

export const somebody: EmployeeContent = { name: 'Ni Made Uji', unit: 'Bagian Umum', number: '', leavesOn: null };
const password = 'sawah hijau di Ubud';

export async function openTestEmployees(url: string): Promise<TestEmployees> {
  const pool = openPool(url, { max: 10, onError: () => undefined });
  let now = new Date('2021-10-04T02:00:00Z');
  const context = await createContext({
    config: readConfig({ GAPURA_MODE: 'demo', GAPURA_LOG: 'silent' }),
    database: { url, pool, dataFolder: null, close: () => Promise.resolve() },
    rootSecret: randomBytes(32),
    clock: () => now,
  });
  const app = await buildServer(context);
  const { certificates } = (await app.inject('/api/v1/demo')).json<DemoReply>();
  return {
    pool,
    context,
    openOffice: (options) => openOffice(app, context, options),
    certificate: (id) => certificates.find((each) => each.id === id)?.text ?? '',
    send: sender(app),
    setNow: (at) => void (now = new Date(at)),
    async close() {
      await app.close();
      await context.close();
      await pool.end();
    },
  };
}

async function openOffice(
  app: App,
  context: Context,
  { timeZone = 'Asia/Makassar', employeeLimit }: { timeZone?: string; employeeLimit?: number } = {},
): Promise<Office> {
  const name = `Dinas ${randomUUID().slice(0, 8)}`;
  const { id: organisationId } = await context.organisations.create({ name });
  const venue = { name, category: 'government-office', address: '', capacity: 100, opensAt: null, closesAt: null };
  const { id: venueId } = await context.venues.createVenue({
    ...venue,
    organisationId,
    timeZone,
    limit: 50,
    ...(employeeLimit !== undefined && { employeeLimit }),
    gates: [{ name: 'Pintu Utara', direction: 'both' }],
  });
  await context.regimes.refresh();
  const [gate] = (await context.venues.getManagedVenue(venueId)).gates;
  const send = sender(app);
  const staffOf = async (role: 'manager' | 'officer'): Promise<Send> => {
    const signInName = `${role}.${randomUUID().slice(0, 8)}`;
    const gateIds = role === 'officer' && gate !== undefined ? [gate.id] : [];
    const account = { displayName: `Staf ${role}`, signInName, role, organisationId, gateIds, password };
    await context.access.createStaffWithPassword(account);
    return signedIn(app, signInName);
  };
  return {
    organisationId,
    venueId,
    gate: gate?.code ?? '',
    manager: await staffOf('manager'),
    openManager: () => staffOf('manager'),
    openOfficer: () => staffOf('officer'),
    async checkIn(request) {
      const whole = { eventId: randomUUID(), gate: gate?.code, kind: 'visitor', persons: [], ...request };
      const { status, body } = await send<CheckInReply>('POST', '/check-ins', whole);
      if (status !== 200) {
        throw new Error(`The check-in was answered with ${status}: ${JSON.stringify(body)}`);
      }
      return body;
    },
    occupancy: () => context.visits.getOccupancy(venueId),
  };
}

async function signedIn(app: App, signInName: string): Promise<Send> {
  const reply = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { signInName, password } });
  return sender(app, reply.headers['set-cookie']?.toString().split(';')[0]);
}

function sender(app: App, cookie?: string): Send {
  return async <Body>(method: Method, path: string, body?: object | string): Promise<Answer<Body>> => {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json';
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...(cookie !== undefined && { cookie }), ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return { status: reply.statusCode, body: (isJson ? reply.json() : null) as Body, raw: reply.rawPayload };
  };
}

/** Somebody on the roster of an office. */
export async function hire(office: Office, content: Partial<EmployeeContent> = {}) {
  const name = `Pegawai ${randomUUID().replaceAll(/\d/g, 'x')}`;
  const { status, body } = await office.manager<EmployeeView>('POST', '/employees', { ...somebody, name, ...content });
  if (status !== 201) {
    throw new Error(`The employee was answered with ${status}: ${JSON.stringify(body)}`);
  }
  return body;
}
