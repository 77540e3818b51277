import { expect, test } from 'vitest';
import { StartError } from '../../config/start-error.ts';
import { describeStartFailure, isPassing, ServerFailure } from './failures.ts';

const system = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code, path });
const server = (output: string): Error => new ServerFailure('postgres', output);

test.each([
  ['a full disk', system('ENOSPC', '/d/owner.json'), 'the disk of /d is full'],
  [
    'a full disk, said by initdb',
    server('initdb: error: could not write: No space left on device'),
    'the disk of /d is full',
  ],
  [
    'a full disk, said before a worse end',
    server('1 FATAL:  wrote only 4096 of 8192 bytes\n1 HINT:  Check free disk space.\n1 PANIC:  cannot abort'),
    'the disk of /d is full',
  ],
  [
    'a read-only disk, said badly',
    Object.assign(system('ENOENT', '/d'), { syscall: 'mkdir' }),
    'may not use /d (EROFS)',
  ],
  ['a quota', system('EDQUOT', '/d/x'), 'the disk of /d is full'],
  ['a forbidden folder', system('EACCES', '/d/owner.json'), 'may not use /d/owner.json (EACCES)'],
  ['a read-only disk', system('EROFS', '/d'), 'may not use /d (EROFS)'],
  [
    'forbidden files',
    server('FATAL:  could not open "base": Permission denied'),
    'could not open "base": Permission denied',
  ],
  ['a file in the way', system('ENOTDIR', '/d/x'), '/d/x is in the way'],
  [
    'what PostgreSQL says',
    server('1 LOG:  hm\n2 FATAL:  wrong setting\n3 LOG:  bye'),
    'PostgreSQL did not start: wrong setting',
  ],
  ['silence', server(''), 'it gave no reason'],
])('describes %s in one sentence', (_, cause, sentence) => {
  const described = describeStartFailure(cause, '/d');
  expect(described).toBeInstanceOf(StartError);
  expect(described).toMatchObject({ exitCode: 1, cause });
  expect(String(described)).toContain(sentence);
});

test('leaves a described failure as it is', () => {
  const error = new StartError('once is enough.');
  expect(describeStartFailure(error, '/d')).toBe(error);
});

test.each([
  ['lock file "postmaster.pid" already exists', true],
  ['lock file "/d/database/socket/.s.PGSQL.5432.lock" already exists', true],
  ['pre-existing shared memory block (key 1, ID 2) is still in use', true],
  ['could not write lock file: No space left on device', false],
])('tells whether “%s” passes', (output, passing) => {
  expect(isPassing(server(`FATAL:  ${output}`))).toBe(passing);
});
