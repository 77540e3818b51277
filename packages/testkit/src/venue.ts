import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestVenue {
  readonly id: string;
  readonly organisationId: string;
  /** Codes of its gates. */
  readonly gates: readonly string[];
}

export interface TestVenueOptions {
  readonly limit: number;
  readonly gateCount?: number;
  readonly visitorLimit?: number;
  readonly employeeLimit?: number;
  readonly direction?: 'in' | 'out' | 'both';
  readonly longestStayMinutes?: number;
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomCode = (): string => Array.from({ length: 10 }, () => symbols.charAt(randomInt(symbols.length))).join('');

/** Runs `work` with one connection that is closed afterwards. */
export async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // Whoever waits for a query hears of it there.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A venue that is always open, written straight into a database. */
export async function createTestVenue(databaseUrl: string, options: TestVenueOptions): Promise<TestVenue> {
  const [venue] = await createTestVenues(databaseUrl, 1, options);
  if (venue === undefined) {
    throw new Error('one venue was asked for, and none was made');
  }
  return venue;
}

/** Many alike, each of an organisation of its own. */
export function createTestVenues(databaseUrl: string, count: number, options: TestVenueOptions): Promise<TestVenue[]> {
  const venues = Array.from({ length: count }, () => ({
    id: randomUUID(),
    organisationId: randomUUID(),
    gates: Array.from({ length: options.gateCount ?? 1 }, randomCode),
  }));
  return withClient(databaseUrl, async (client) => {
    await insertVenues(client, venues, options);
    await insertGates(client, venues, options);
    return venues;
  });
}

async function insertVenues(
  client: pg.Client,
  venues: readonly TestVenue[],
  { limit, visitorLimit, employeeLimit, longestStayMinutes = 720 }: TestVenueOptions,
): Promise<void> {
  const ids = venues.map(({ id }) => id);
  const organisations = venues.map(({ organisationId }) => organisationId);
  const limits = [limit, visitorLimit ?? null, employeeLimit ?? null];
  await client.query(
    `insert into organisations (id, name, created_at) select id, 'Instansi ' || id, now() from unnest($1::uuid[]) id`,
    [organisations],
  );
  await client.query(
    `insert into venues (id, organisation_id, name, category, address, time_zone, capacity, longest_stay_minutes, created_at,
       own_limit, own_visitor_limit, own_employee_limit)
     select id, organisation, 'Kantor Uji', 'government-office', 'Jalan Uji', 'Asia/Makassar', 1000000, $3, now(), $4, $5, $6
       from unnest($1::uuid[], $2::uuid[]) as made(id, organisation)`,
    [ids, organisations, longestStayMinutes, ...limits],
  );
  await client.query(
    `insert into venue_counters (venue_id, limit_total, limit_visitors, limit_employees)
     select id, $2, $3, $4 from unnest($1::uuid[]) id`,
    [ids, ...limits],
  );
}

async function insertGates(
  client: pg.Client,
  venues: readonly TestVenue[],
  { direction = 'both' }: TestVenueOptions,
): Promise<void> {
  const gates = venues.flatMap(({ id, gates: codes }) => codes.map((code) => ({ id, code })));
  await client.query(
    `insert into gates (id, venue_id, code, name, direction, created_at)
     select gen_random_uuid(), venue, code, 'Pintu', $3, now() from unnest($1::uuid[], $2::text[]) as made(venue, code)`,
    [gates.map(({ id }) => id), gates.map(({ code }) => code), direction],
  );
}
