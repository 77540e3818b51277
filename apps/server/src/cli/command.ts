/** One sub-command of `gapura`, in a file of its own. */
export interface Command {
  /** How it is called: one word or two, as in `trust compile`. */
  readonly words: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints: options, one example, exit codes of its own. */
  readonly usage: string;
  /** @throws UsageError for wrong arguments, CommandFailure for a failure that one sentence explains */
  run(args: readonly string[], terminal: Terminal): Promise<void>;
}

/** Where a command writes; tests read it there. */
export interface Terminal {
  print(line: string): void;
  /** Asks who sits at the terminal; null where nobody does. What is secret is not shown while it is typed. */
  ask(question: string, options: { readonly secret: boolean }): Promise<string | null>;
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** The command could not do its work, for a reason that the message tells: exit code 1. */
export class CommandFailure extends Error {}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
