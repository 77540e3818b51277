import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import type { ErrorCode } from '@gapura/contract';
import { reportError } from '../report.ts';
import { Problem, preferredLanguage, presentProblem } from './problem.ts';

/** Turns anything thrown into an RFC 9457 reply; what is not ours becomes a plain 500 and a log line. */
export function handleError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(problemOf(error, request), request, reply);
}

/** The problem that anything thrown is to the client; the operator is told what is ours to mend. */
export function problemOf(error: FastifyError | Problem, request: FastifyRequest): Problem {
  const problem = error instanceof Problem ? error : translate(error, request);
  if (problem.code === 'internal-error') {
    request.log.error({ err: error }, problem.code);
  } else if (problem.code === 'storage-unavailable') {
    reportError(problem.details.cause instanceof Error ? problem.details.cause : error);
  }
  return problem;
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const body = presentProblem(problem, preferredLanguage(request.headers['accept-language']));
  if (body.retryAfterSeconds !== undefined) {
    void reply.header('retry-after', String(body.retryAfterSeconds));
  }
  void reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

const byFastifyCode: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-not-json',
  FST_ERR_BAD_URL: 'parameter-invalid',
};

function translate(error: FastifyError, request: FastifyRequest): Problem {
  if (error.validation) {
    return fromValidation(error);
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return mediaTypeUnsupported(request.routeOptions.schema?.consumes);
  }
  const known = byFastifyCode[error.code];
  if (known) {
    return new Problem(known, { cause: error });
  }
  // Before the storage: a client that leaves in the middle of its body is an ECONNRESET too.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem(error.statusCode === 429 ? 'rate-limited' : 'parameter-invalid', { cause: error });
  }
  if (isStorageFailure(error)) {
    return new Problem('storage-unavailable', { retryAfterSeconds: 2, cause: error });
  }
  return new Problem('internal-error', { cause: error });
}

function fromValidation({ validation, validationContext }: FastifyError): Problem {
  return invalid(validationContext === 'body' ? 'body-invalid' : 'parameter-invalid', validation ?? []);
}

/** @param consumes what the route takes, where that is not JSON */
export function mediaTypeUnsupported(consumes: readonly string[] = ['application/json']): Problem {
  return new Problem('media-type-unsupported', { detail: `Content-Type: ${consumes.join(', ')}` });
}

type Fault = Pick<FastifySchemaValidationError, 'instancePath' | 'message'>;

/** Says what does not fit a schema, in few words. */
export function invalid(code: 'body-invalid' | 'parameter-invalid', faults: readonly Fault[]): Problem {
  const errors = faults
    .slice(0, 10)
    .map(({ instancePath, message }) => ({ path: instancePath, message: message ?? 'is not valid' }));
  return new Problem(code, { errors });
}

/** SQLSTATE classes of a database that cannot serve now: connection, state, rollback, resources, lock, operator, system. */
const storageClasses = ['08', '25', '40', '53', '55', '57', '58'];
const socketCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'];

export function isStorageFailure(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    return socketCodes.includes(code) || (/^[0-9A-Z]{5}$/.test(code) && storageClasses.includes(code.slice(0, 2)));
  }
  const message = error instanceof Error ? error.message : '';
  return /connection terminated|timeout exceeded when trying to connect|query read timeout|Client has encountered a connection error/i.test(
    message,
  );
}

/** What the log keeps of an error. PostgreSQL's `detail` and `where` hold values of rows, pseudonyms among them. */
export function describeError(error: Error): { type: string; message: string; stack: string; code?: unknown } {
  const { name, message, stack = '', cause } = error;
  const { code } = (cause ?? error) as { code?: unknown };
  return { type: name, message, stack, ...(code === undefined ? {} : { code }) };
}
