import { errorCodes, type CsvFault, type ErrorCode, type ProblemReply } from '@gapura/contract';

export interface ProblemDetails {
  readonly detail?: string;
  readonly errors?: readonly { path: string; message: string }[];
  readonly retryAfterSeconds?: number;
  readonly csvFaults?: readonly CsvFault[];
  readonly cause?: unknown;
}

/** A refusal of a request with a stable code; the error handler turns it into an RFC 9457 reply. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, details: ProblemDetails = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
}

export function presentProblem(problem: Problem, language: 'id' | 'en'): ProblemReply {
  const [status, id, en] = errorCodes[problem.code];
  const { detail, errors, retryAfterSeconds, csvFaults } = problem.details;
  return {
    type: `/api/problems#${problem.code}`,
    code: problem.code,
    title: language === 'en' ? en : id,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(csvFaults === undefined ? {} : { csvFaults: [...csvFaults] }),
  };
}

/** Indonesian unless the client prefers English. */
export function preferredLanguage(acceptLanguage: string | undefined): 'id' | 'en' {
  const first = acceptLanguage?.trim().slice(0, 2).toLowerCase();
  return first === 'en' ? 'en' : 'id';
}
