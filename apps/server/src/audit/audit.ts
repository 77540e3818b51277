import type { AuditEntryView, AuditReply } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { Pool, Queryable } from '../database/pool.ts';
import { insertEntries, listEntries, type AuditEntry, type EntryRow } from './store.ts';

/** The record of what staff did: lines are only added, in the transaction of the deed itself. */
export interface Audit {
  /** One deed, or what one deed did to many. */
  record(client: Queryable, entry: AuditEntry | readonly AuditEntry[]): Promise<void>;
  /** Newest first, a page at a time. */
  list(page: { organisationId: string | null; before: number | null; limit: number }): Promise<AuditReply>;
}

export function createAudit({ pool, clock }: { pool: Pool; clock: Clock }): Audit {
  return {
    record: (client, entry) => insertEntries(client, [entry].flat(), clock()),
    async list(page) {
      const rows = await listEntries(pool, page);
      const last = rows.length === page.limit ? rows.at(-1) : undefined;
      return { entries: rows.map(present), next: last?.id ?? null };
    },
  };
}

function present({ actor, actorName, at, ...row }: EntryRow): AuditEntryView {
  return { ...row, at: at.toISOString(), actor: actor === null ? null : { id: actor, displayName: actorName } };
}
