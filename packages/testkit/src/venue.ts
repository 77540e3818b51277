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
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A venue that is always open, written straight into a database. */
export function createTestVenue(databaseUrl: string, options: TestVenueOptions): Promise<TestVenue> {
  return withClient(databaseUrl, async (client) => {
    const venue = { id: randomUUID(), organisationId: randomUUID() };
    const gates = Array.from({ length: options.gateCount ?? 1 }, randomCode);
    await client.query('insert into organisations (id, name, created_at) values ($1, $2, now())', [
      venue.organisationId,
      `Instansi ${venue.organisationId}`,
    ]);
    await client.query(
      `insert into venues (id, organisation_id, name, category, address, time_zone, capacity, longest_stay_minutes, created_at)
       values ($1, $2, 'Kantor Uji', 'government-office', 'Jalan Uji', 'Asia/Makassar', 1000000, $3, now())`,
      [venue.id, venue.organisationId, options.longestStayMinutes ?? 720],
    );
    await client.query(
      'insert into venue_counters (venue_id, limit_total, limit_visitors, limit_employees) values ($1, $2, $3, $4)',
      [venue.id, options.limit, options.visitorLimit ?? null, options.employeeLimit ?? null],
    );
    for (const code of gates) {
      await client.query(
        `insert into gates (id, venue_id, code, name, direction, created_at) values ($1, $2, $3, 'Pintu', $4, now())`,
        [randomUUID(), venue.id, code, options.direction ?? 'both'],
      );
    }
    return { ...venue, gates };
  });
}
