import { ApiProblem } from '../api/index.ts';
import type { Person } from '../offline/index.ts';
import { examine, getIssuers, type Issuers } from '../verification/index.ts';

/** The texts of those certificates that have been revoked since they were kept, as far as this phone knows. */
export async function findRevoked(persons: readonly Person[], now: Date): Promise<ReadonlySet<string>> {
  const issuers = globalThis.isSecureContext ? await findIssuers(now) : null;
  if (issuers === null || issuers.revocations === null) return new Set();
  const texts = persons.flatMap(({ credentials }) => credentials.map(({ text }) => text));
  const revoked = await Promise.all(
    texts.map(async (text) => {
      const finding = await examine(text, issuers, now);
      // Only what is certain is said of a certificate that was good when it was kept.
      if (finding.is !== 'refused' || finding.isUnsure === true) return [];
      return ['revoked', 'denied'].includes(finding.violation.code) ? [text] : [];
    }),
  );
  return new Set(revoked.flat());
}

async function findIssuers(now: Date): Promise<Issuers | null> {
  try {
    return await getIssuers(now);
  } catch (error) {
    if (error instanceof ApiProblem) return null;
    throw error;
  }
}
