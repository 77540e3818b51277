import { CommandFailure, UsageError, type Command, type Terminal } from './command.ts';

const helpFlags = ['--help', '-h', 'help'];

/**
 * Finds the sub-command that the arguments name and runs it.
 * @returns the exit code: 0 done, 1 failed for a reason that was printed, 2 called wrongly
 */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
  { terminal, printError }: { terminal: Terminal; printError: (line: string) => void },
): Promise<number> {
  const command = findCommand(commands, args);
  if (command === undefined) {
    const asked = args.length > 0 && helpFlags.includes(args[0] ?? '');
    const list = describe(commands);
    if (asked) {
      terminal.print(list);
      return 0;
    }
    printError(list);
    return 2;
  }
  const rest = args.slice(command.words.split(' ').length);
  if (rest.some((arg) => helpFlags.slice(0, 2).includes(arg))) {
    terminal.print(command.usage);
    return 0;
  }
  try {
    await command.run(rest, terminal);
    return 0;
  } catch (error) {
    return explain(error, command, printError);
  }
}

function findCommand(commands: readonly Command[], args: readonly string[]): Command | undefined {
  return commands.find(({ words }) => words.split(' ').every((word, index) => args[index] === word));
}

function describe(commands: readonly Command[]): string {
  const width = Math.max(0, ...commands.map(({ words }) => words.length));
  const lines = commands.map(({ words, summary }) => `  ${words.padEnd(width)}  ${summary}`);
  return ['Usage: npm run -s gapura -- <command> [options]', '', ...lines, '', '<command> --help tells more.'].join(
    '\n',
  );
}

/** A wrong option of `parseArgs` is a wrong call too. */
function explain(error: unknown, { words }: Command, printError: (line: string) => void): number {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true) {
    printError(`gapura ${words}: ${message} (--help tells more)`);
    return 2;
  }
  if (error instanceof CommandFailure) {
    printError(`gapura ${words}: ${message}`);
    return 1;
  }
  throw error;
}
