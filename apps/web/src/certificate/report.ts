import { ApiProblem } from '../api/index.ts';
import { examine, getIssuers, type Finding, type Issuers } from '../verification/index.ts';
import type { Hindrance } from './conclusion.ts';

/** One examination, as it is shown. */
export interface Report {
  readonly text: string;
  readonly finding: Finding;
  /** What it was verified with; `null` where nothing could be verified. */
  readonly issuers: Issuers | null;
  readonly hindrance: Hindrance | null;
}

/** Examines a certificate in this browser. Only the lists of issuers and of revocations are asked of the server. */
export async function makeReport(text: string, now: Date): Promise<Report> {
  // Browsers give signature checks to secure pages only.
  const issuers = globalThis.isSecureContext ? await findIssuers(now) : null;
  const finding = await examine(text, issuers, now);
  if (issuers !== null) return { text, finding, issuers, hindrance: null };
  return { text, finding, issuers, hindrance: globalThis.isSecureContext ? 'unlisted' : 'insecure' };
}

async function findIssuers(now: Date): Promise<Issuers | null> {
  try {
    return await getIssuers(now);
  } catch (error) {
    if (error instanceof ApiProblem) return null;
    throw error;
  }
}
