import { describe, expect, it } from 'vitest';
import { CommandFailure, UsageError, type Command } from './command.ts';
import { runCommand } from './run.ts';

const command = (words: string, work: Command['run'] = async () => {}): Command => ({
  words,
  summary: `does ${words}`,
  usage: `Usage: ${words}`,
  run: work,
});

async function run(commands: readonly Command[], ...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const terminal = { print: (line: string) => void printed.push(line), ask: async () => null };
  const code = await runCommand(commands, args, { terminal, printError: (line) => void errors.push(line) });
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

describe('gapura', () => {
  it('runs the command that its words name with the other arguments', async () => {
    const seen: (readonly string[])[] = [];
    const known = [
      command('issue'),
      command('trust compile', async (args) => {
        seen.push(args);
      }),
    ];
    expect(await run(known, 'trust', 'compile', '--out', 'x')).toEqual({ code: 0, printed: '', errors: '' });
    expect(seen).toEqual([['--out', 'x']]);
  });

  it.each([
    [['--help'], 0],
    [[], 2],
    [['trust'], 2],
    [['unknown'], 2],
  ])('lists its commands for %j with exit code %d', async (args, code) => {
    const result = await run([command('issue'), command('trust compile')], ...args);
    expect(result.code).toBe(code);
    expect(code === 0 ? result.printed : result.errors).toContain('trust compile  does trust compile');
  });

  it.each([
    ['--help', async (): Promise<void> => {}, 0, 'Usage: issue'],
    [
      '--wrong',
      (): Promise<void> => Promise.reject(new UsageError('--wrong is no option')),
      2,
      'gapura issue: --wrong is no option (--help tells more)',
    ],
    [
      '--x',
      (): Promise<void> => Promise.reject(new CommandFailure('the disk is full')),
      1,
      'gapura issue: the disk is full',
    ],
  ] as const)('answers %s with its exit code and a sentence', async (arg, work, code, text) => {
    const result = await run([command('issue', work)], 'issue', arg);
    expect(result.code).toBe(code);
    expect(result.printed + result.errors).toBe(text);
  });

  it('hides no error that nobody foresaw', async () => {
    const failing = command('issue', (): Promise<void> => Promise.reject(new Error('unforeseen')));
    await expect(run([failing], 'issue')).rejects.toThrow('unforeseen');
  });
});
