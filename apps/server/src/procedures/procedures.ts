import type { Procedure, ProcedureStep, Situation } from '@gapura/contract';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { shippedProcedures, situations } from './shipped.ts';
import { deleteProcedure, listProcedures, putProcedure } from './store.ts';

export interface ProceduresOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'record'>;
}

/** Of which organisation, for what, and who changes it. */
export interface ProcedureChange {
  readonly organisationId: string;
  readonly situation: Situation;
  readonly by: string | null;
}

/** What officers do in each situation: as shipped, or as their organisation says. */
export class Procedures {
  readonly #options: ProceduresOptions;

  constructor(options: ProceduresOptions) {
    this.#options = options;
  }

  /** One for each situation. */
  async list(organisationId: string): Promise<Procedure[]> {
    const rows = await listProcedures(this.#options.pool, organisationId);
    const own = new Map(rows.map((row) => [row.situation, row]));
    return situations.map((situation) => {
      const row = own.get(situation);
      return {
        situation,
        steps: [...(row?.steps ?? shippedProcedures[situation])],
        changed: row === undefined ? null : { at: row.changedAt.toISOString(), by: row.changedBy },
      };
    });
  }

  /** @throws Problem organisation-unknown */
  async change(change: ProcedureChange, steps: readonly ProcedureStep[]): Promise<Procedure[]> {
    const { pool, clock } = this.#options;
    const trimmed = steps.map(({ id, en }) => ({ id: id.trim(), en: en.trim() }));
    await inTransaction(pool, async (client) => {
      if (!(await putProcedure(client, { ...change, steps: trimmed, at: clock() }))) {
        throw new Problem('organisation-unknown');
      }
      await this.#options.audit.record(client, entryOf('procedure.changed', change));
    });
    return this.list(change.organisationId);
  }

  /** Back to what is shipped; nothing happens where it is that already. */
  async reset(change: ProcedureChange): Promise<Procedure[]> {
    await inTransaction(this.#options.pool, async (client) => {
      if (await deleteProcedure(client, change.organisationId, change.situation)) {
        await this.#options.audit.record(client, entryOf('procedure.reset', change));
      }
    });
    return this.list(change.organisationId);
  }
}

function entryOf(action: string, { organisationId, situation, by }: ProcedureChange) {
  return { actor: by, action, subject: situation, organisationId };
}
