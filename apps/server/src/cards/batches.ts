import type { CardBatchReport, CardBatchView } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { inTransaction } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { readCardTable } from './card-table.ts';
import type { CardsDeps, Officer } from './deps.ts';
import { mostAtOnce } from './limits.ts';
import { presentBatch } from './present.ts';
import { insertBatch, listBatches } from './request-store.ts';
import { getIssuerInForce, writeRequests } from './requests.ts';

export async function readBatches({ pool }: CardsDeps, officer: Officer): Promise<CardBatchView[]> {
  const rows = await listBatches(pool, officer.organisationId, null);
  return rows.map((row) => presentBatch(row, officer));
}

/** @throws Problem card-batch-unknown */
export async function getBatch({ pool }: CardsDeps, officer: Officer, id: string): Promise<CardBatchView> {
  const [row] = await listBatches(pool, officer.organisationId, id);
  if (row === undefined) {
    throw new Problem('card-batch-unknown');
  }
  return presentBatch(row, officer);
}

/**
 * Enters all rows of a CSV file, or none; a dry run only tells what is wrong.
 * @throws Problem issuer-unknown, csv-invalid, card-limit-reached
 */
export async function enterBatch(
  deps: CardsDeps,
  officer: Officer,
  { csv, dryRun }: { readonly csv: Buffer; readonly dryRun: boolean },
): Promise<CardBatchReport> {
  const { accountId, organisationId } = officer;
  return inTransaction(deps.pool, async (client) => {
    const { limits } = await getIssuerInForce(client, organisationId);
    const now = deps.clock();
    const { rows, contents, faults } = readCardTable(csv, { mostAtOnce: mostAtOnce(limits), now });
    if (dryRun) {
      return { dryRun, rows, faults: [...faults], batch: null };
    }
    if (faults.length > 0) {
      throw new Problem('csv-invalid', { csvFaults: faults });
    }
    const id = uuidv7();
    await insertBatch(client, { id, organisationId, by: accountId, at: now, size: rows });
    await writeRequests(client, deps, { officer, batchId: id, contents });
    const entry = { actor: accountId, action: 'card-batch.entered', subject: id, organisationId, detail: { rows } };
    await deps.audit.record(client, entry);
    const [row] = await listBatches(client, organisationId, id);
    return { dryRun, rows, faults: [], batch: row === undefined ? null : presentBatch(row, officer) };
  });
}
