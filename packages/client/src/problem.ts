import type { ErrorCode, ProblemReply } from '@gapura/contract';

/** What went wrong: the contract's codes, or `network` when no answer came, or `unreadable` when it was not ours. */
export type ApiProblemCode = ErrorCode | 'network' | 'unreadable';

interface ApiProblemDetails {
  readonly status: number;
  readonly title: string;
  readonly problem?: ProblemReply;
  readonly cause?: unknown;
}

/** A request that was not answered with what it asked for. */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode;
  /** 0 when no answer came. */
  readonly status: number;
  /** In the language that was asked for. */
  readonly title: string;
  readonly problem: ProblemReply | undefined;

  constructor(code: ApiProblemCode, { status, title, problem, cause }: ApiProblemDetails) {
    super(`${code}: ${title}`, { cause });
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.title = title;
    this.problem = problem;
  }

  /** The outcome is unknown or the server was busy: the same request may be sent again. */
  get mayRetry(): boolean {
    return this.code === 'network' || this.status === 429 || this.status >= 500 || this.code === 'unreadable';
  }
}

export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  const { status } = response;
  try {
    const problem = (await response.json()) as ProblemReply;
    return new ApiProblem(problem.code ?? 'unreadable', { status, title: problem.title ?? '', problem });
  } catch (cause) {
    return new ApiProblem('unreadable', { status, title: response.statusText, cause });
  }
}
