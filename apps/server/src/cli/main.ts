import { commands } from './commands.ts';
import { runCommand } from './run.ts';
import { processTerminal } from './terminal.ts';

// Whoever reads the output may have had enough of it: `gapura trust show … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  terminal: processTerminal,
  printError: (line) => void process.stderr.write(`${line}\n`),
});
