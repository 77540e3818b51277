import type { Clock } from '../clock.ts';
import { readClockSkewMs } from '../database/clock-skew.ts';
import type { Pool } from '../database/pool.ts';
import type { GaugeReading } from '../http/metrics.ts';
import { invariants, readOverdue, readStops } from '../ledger/index.ts';
import type { SignedLists } from '../trust/index.ts';

export interface HealthDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly lists: SignedLists;
}

const freshnessValues = { fresh: 0, stale: 1, expired: 2 } as const;

/** What an operator's alerts watch beside requests. */
export function gaugesOf({ pool, clock, lists }: HealthDeps): readonly GaugeReading[] {
  return [
    {
      name: 'gapura_signed_list_stale',
      help: 'Signed lists of trust and revocation: 0 fresh, 1 due for renewal, 2 expired.',
      label: 'list',
      read: () => lists.status().map(({ type, freshness }) => ({ label: type, value: freshnessValues[freshness] })),
    },
    {
      name: 'gapura_invariant_violations',
      help: 'Venues that admit nobody because this invariant did not hold.',
      label: 'invariant',
      async read() {
        const stops = await readStops(pool);
        return invariants.map((invariant) => ({ label: invariant, value: stops.get(invariant) ?? 0 }));
      },
    },
    {
      name: 'gapura_clock_skew_seconds',
      help: 'How far the clock of this server is ahead of another. Beyond 30 s nothing is ended or deleted.',
      label: 'of',
      read: async () => [{ label: 'postgresql', value: (await readClockSkewMs(pool, clock)) / 1000 }],
    },
    {
      name: 'gapura_overdue_rows',
      help: 'Rows that should have been deleted by now, up to 1000 of each table.',
      label: 'table',
      read: async () => [...(await readOverdue(pool, clock()))].map(([label, value]) => ({ label, value })),
    },
  ];
}
