import type { CsvFault, ProblemReply } from '@gapura/contract';
import { ApiProblem } from '../api/index.ts';
import { language } from '../i18n/index.ts';

/** How much the server takes. */
export const largestCsvBytes = 256 * 1024;

const timeoutMs = 60_000;

/**
 * Sends a file as it is; a dry run only tells what is wrong with it.
 * @throws ApiProblem as every other call does, with `csvFaults` where rows are wrong
 */
export async function sendCsv<Report>(path: string, file: Blob, dryRun: boolean): Promise<Report> {
  const response = await reach(`/api/v1${path}?dryRun=${dryRun}`, file);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as Report;
  const { status } = response;
  const problem = body as ProblemReply | undefined;
  if (problem?.code === undefined) throw new ApiProblem('unreadable', { status, title: 'Unreadable answer' });
  throw new ApiProblem(problem.code, { status, title: problem.title, problem });
}

async function reach(address: string, file: Blob): Promise<Response> {
  try {
    return await fetch(address, {
      method: 'POST',
      body: file,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'text/csv', 'accept-language': language.value },
    });
  } catch (cause) {
    throw new ApiProblem('network', { status: 0, title: 'No answer', cause });
  }
}

export function faultsOf(problem: unknown): readonly CsvFault[] {
  return (problem instanceof ApiProblem && problem.problem?.csvFaults) || [];
}
