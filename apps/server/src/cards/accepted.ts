import type { Queryable } from '../database/pool.ts';
import { listDenied, listTrustedCertificates } from './issuer-store.ts';

/** What the cards of this installation add to its trust: certificates that count, identifiers that do not. */
export async function readAccepted(
  db: Queryable,
): Promise<{ readonly certificates: readonly string[]; readonly denied: ReadonlySet<string> }> {
  const [certificates, denied] = await Promise.all([listTrustedCertificates(db), listDenied(db)]);
  return { certificates, denied };
}
