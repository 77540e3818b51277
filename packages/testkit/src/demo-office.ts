import { randomUUID } from 'node:crypto';
import type { CheckInReply, DemoReply } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { withClient } from './venue.ts';

export interface OfficeAnswer<T> {
  readonly status: number;
  readonly body: T;
}

export interface OfficeCall {
  /** The demo role that asks; null: nobody is signed in. */
  readonly as?: string | null;
  /** Given: a POST. */
  readonly body?: object;
}

/** A server with the demo city, its staff signed in, and the gate of its largest office. */
export interface DemoOffice {
  readonly database: TestDatabase;
  readonly server: ServerProcess;
  readonly demo: DemoReply;
  readonly gate: string;
  readonly venueId: string;
  cookieOf(role: string): string;
  call<T>(path: string, call?: OfficeCall): Promise<OfficeAnswer<T>>;
  /** Checks somebody in with one of the demo's certificates. */
  checkIn(certificate: string): Promise<CheckInReply>;
  /** Nobody inside, an empty ledger, and so many places. */
  empty(limit: number): Promise<void>;
  close(): Promise<void>;
}

export async function openDemoOffice(env: Readonly<Record<string, string>> = {}): Promise<DemoOffice> {
  const database = await createTestDatabase();
  const server = await startServerProcess({ databaseUrl: database.url, env });
  const demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  const office = demo.venues.find(({ venue }) => venue.name === 'Kantor Wali Kota Denpasar');
  const gate = office?.gates[0]?.gate.code ?? '';
  const venueId = office?.venue.id ?? '';
  const cookies = new Map(
    await Promise.all(demo.staff.map(async (staff) => [staff.role, await signIn(server, staff)] as const)),
  );
  const cookieOf = (role: string): string => cookies.get(role) ?? '';
  const call = async <T>(path: string, { as = 'officer', body }: OfficeCall = {}): Promise<OfficeAnswer<T>> => {
    const cookie = as === null ? {} : { cookie: cookieOf(as) };
    const reply = await send(`${server.url}/api/v1${path}`, cookie, body);
    return { status: reply.status, body: (await reply.json()) as T };
  };
  return {
    database,
    server,
    demo,
    gate,
    venueId,
    cookieOf,
    call,
    async checkIn(certificate) {
      const credentials = [demo.certificates.find(({ id }) => id === certificate)?.text ?? ''];
      const body = { eventId: randomUUID(), gate, kind: 'visitor', persons: [{ credentials }] };
      return (await call<CheckInReply>('/check-ins', { as: null, body })).body;
    },
    empty: (limit) => emptyVenues(database.url, venueId, limit),
    async close() {
      await server.stop();
      await database.drop();
    },
  };
}

function send(url: string, headers: Readonly<Record<string, string>>, body: object | undefined): Promise<Response> {
  return body === undefined
    ? fetch(url, { headers })
    : fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
}

type Staff = Pick<DemoReply['staff'][number], 'signInName' | 'password'>;

async function signIn(server: ServerProcess, { signInName, password }: Staff): Promise<string> {
  const reply = await send(`${server.url}/api/v1/sessions`, {}, { signInName, password });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** The demo's few people come and go. */
function emptyVenues(url: string, venueId: string, limit: number): Promise<void> {
  return withClient(url, async (client) => {
    // What the manager allows, too: the server sets a venue's limit to it again and again.
    await client.query(
      'update venues set own_limit = $2, own_visitor_limit = null, own_employee_limit = null where id = $1',
      [venueId, limit],
    );
    await client.query('truncate visits, check_ins, gate_events, corrections, leases');
    await client.query(
      `update venue_counters c set seq = 0, visitors = 0, employees = 0, leased = 0, limit_total = v.own_limit,
              limit_visitors = v.own_visitor_limit, limit_employees = v.own_employee_limit from venues v where v.id = c.venue_id`,
    );
  });
}
