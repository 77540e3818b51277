import { uuidv7 } from 'uuidv7';
import type { Pool } from '../database/pool.ts';
import { applyEach } from './apply-batches.ts';
import type { LimitCommand } from './command.ts';

export interface LimitChange {
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
  readonly reason: string;
  readonly by: string | null;
}

export function limitCommand(change: LimitChange, at: Date): LimitCommand {
  return { do: 'limit', event: uuidv7(), at: at.toISOString(), ...change };
}

/** For an operator's command, which has no queue: the lock of the venue's counter alone keeps it in order. */
export async function setLimitAtOnce(pool: Pool, venueId: string, change: LimitChange): Promise<void> {
  await applyEach(pool, [{ venueId, commands: [limitCommand(change, new Date())] }]);
}
