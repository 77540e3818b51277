import { readFile } from 'node:fs/promises';
import { withClient } from '@gapura/testkit';
import { buildCity } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { runLoad } from './load.ts';
import { report } from './result.ts';

/** What an idle and a busy door need of a small machine. */
const connections = 48;

const began = performance.now();
let migratedAt = 0;
const city = await buildCity({ venues: 8, prepare: async () => void (migratedAt = performance.now()) });
const readyMs = performance.now() - migratedAt;
console.log(
  `PostgreSQL up after ${Math.round(migratedAt - began)} ms, the server ready ${Math.round(readyMs)} ms later`,
);
const crowd = new Crowd(city.issuer, mostSeen);
const next = crowd.arriving(city.gates);

/** Resident memory in MiB, as the system counts it (proc(5)); shared pages of PostgreSQL's processes are counted once by PSS. */
async function residentMib(): Promise<number> {
  const status = await readFile(`/proc/${city.server.process.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

const databaseBytes = (): Promise<number> =>
  withClient(city.databaseUrl, async (client) => {
    const { rows } = await client.query<{ size: string }>(
      `select sum(pg_total_relation_size(t::regclass)) as size from unnest(array['visits', 'gate_events', 'check_ins']) t`,
    );
    return Number(rows[0]?.size);
  });

try {
  const idle = await residentMib();
  const emptyBytes = await databaseBytes();
  const checkIns = crowd.size * 3;
  await runLoad({ url: city.checkInRoute, connections, length: { requests: checkIns }, next });
  const loaded = await residentMib();
  const bytes = (await databaseBytes()) - emptyBytes;
  await report('footprint', {
    start_ms: readyMs,
    postgres_first_start_ms: migratedAt - began,
    idle_mib: idle,
    loaded_mib: loaded,
    bytes_per_check_in: bytes / checkIns,
  });
} finally {
  await city.stop();
}
