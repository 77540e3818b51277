import { StartError } from '../../config/start-error.ts';

/** PostgreSQL or initdb ended before it was ready; `output` is what it said. */
export class ServerFailure extends Error {
  readonly output: string;

  constructor(program: string, output: string) {
    super(`${program} failed: ${output.trim()}`);
    this.name = 'ServerFailure';
    this.output = output;
  }
}

/** Awaits a look at something that may not be there. */
export async function ignoreMissing<T>(pending: Promise<T>): Promise<T | undefined> {
  try {
    return await pending;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Whether another try may succeed, because processes of a killed PostgreSQL are still ending. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ServerFailure && /lock file ".*" already exists|pre-existing shared memory/.test(error.output)
  );
}

const fullCodes = ['ENOSPC', 'EDQUOT', '53100'];
const forbiddenCodes = ['EACCES', 'EPERM', 'EROFS', 'EINVAL'];

/** Says in one sentence what an operator can do; an error that nobody foresaw stays what it is. */
export function describeStartFailure(cause: unknown, dataDirectory: string): unknown {
  if (cause instanceof StartError) {
    return cause;
  }
  const { code: given, path, syscall, message } = cause as NodeJS.ErrnoException;
  // Node reports a folder that cannot be made on a read-only disk as missing.
  const code = given === 'ENOENT' && syscall === 'mkdir' ? 'EROFS' : given;
  const output = cause instanceof ServerFailure ? cause.output : '';
  if (
    fullCodes.includes(code ?? '') ||
    /No space left on device|Disk quota exceeded|Check free disk space/.test(output)
  ) {
    return new StartError(`the disk of ${dataDirectory} is full. Free some space and start again; nothing is lost.`, {
      cause,
    });
  }
  if (
    forbiddenCodes.includes(code ?? '') ||
    /Permission denied|Read-only file system|Operation not permitted/.test(output)
  ) {
    const place = path ?? dataDirectory;
    return new StartError(
      `this account may not use ${place} (${code ?? lastLine(output)}). Correct its owner, or choose another folder with GAPURA_DATA.`,
      { cause },
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartError(`${path ?? dataDirectory} is in the way: GAPURA_DATA must name a folder.`, { cause });
  }
  if (cause instanceof ServerFailure) {
    return new StartError(
      `PostgreSQL did not start: ${lastLine(output)} (its log: ${dataDirectory}/database/postgres.log).`,
      { cause },
    );
  }
  return new StartError(`the database in ${dataDirectory} could not be started: ${message}.`, { cause });
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return telling.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '').trim();
}
