import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Terminal } from './command.ts';

/** What questions are asked and answered on. */
interface Lines {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WritableStream;
}

export async function askOn({ input, output }: Lines, question: string, secret: boolean): Promise<string | null> {
  if (!input.isTTY) {
    return null;
  }
  // What is typed goes nowhere while it is secret.
  const echo = secret ? new Writable({ write: (_chunk, _encoding, done) => done() }) : output;
  // From here on the terminal itself shows nothing, so an answer that is pasted at once finds it hidden.
  const lines = createInterface({ input, output: echo, terminal: true });
  try {
    if (secret) {
      output.write(question);
    }
    return await lines.question(secret ? '' : question);
  } finally {
    lines.close();
    if (secret) {
      output.write('\n');
    }
  }
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  ask: (question, { secret }) => askOn({ input: process.stdin, output: process.stderr }, question, secret),
};
