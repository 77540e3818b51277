import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CardBatchReport, CardBatchView, CsvFault } from '@gapura/contract';
import { CommandFailure, UsageError, reasonOf, type Command, type Terminal } from './command.ts';
import { describeFaults } from './describe-faults.ts';
import { signIn, type RemoteServer } from './remote-server.ts';

const usage = `Usage: npm run -s gapura -- issue <file> --out <folder> [options]
       npm run -s gapura -- issue --batch <id> --out <folder> [options]

Enters the rows of a CSV file as requests for vaccination cards, waits until a second person of the organisation has
approved them on the web, and writes the cards as PDF files. It acts as you: with your account, your second factor, the
limits of your organisation and a line in the audit record for each card.

  <file>, --csv <file>    the requests, at most 500 rows (docs/guides/issuer.md names the columns)
  --batch <id>            goes on with requests that were entered before
  --out <folder>          where the PDF files go, readable by you only
  --format wallet|A4      wallet unless told
  --dry-run               only tells what is wrong with the file
  --wait-minutes <n>      how long to wait for the approval; 60 unless told, 0: not at all
  --server <address>      http://127.0.0.1:8080 unless told
  --name <name>           your sign-in name; asked for otherwise

Password and code are asked for, or come from GAPURA_PASSWORD and GAPURA_CODE.
Exit codes: 0 done, or waiting for the second person; 1 refused or failed; 2 called wrongly.`;

const pollMs = 2_000;
const minuteMs = 60_000;
const cardsPerFile = 100;

interface Options {
  readonly csv: string | undefined;
  readonly batch: string | undefined;
  readonly out: string | undefined;
  readonly format: 'wallet' | 'A4';
  readonly dryRun: boolean;
  readonly waitMinutes: number;
  readonly server: string;
  readonly name: string | undefined;
}

export const issue: Command = {
  words: 'issue',
  summary: 'enters card requests from a CSV file and prints the approved cards',
  usage,
  async run(args, terminal) {
    const options = readOptions(args);
    const csv = options.csv === undefined ? undefined : await readRight(options.csv);
    const server = await signIn(options.server, options.name, terminal);
    const batch =
      csv === undefined ? await find(server, options.batch ?? '') : await enter(server, csv, { ...options, terminal });
    if (batch === null) {
      return;
    }
    const decided = await waitForDecision(server, batch, { ...options, terminal });
    if (decided.waiting > 0) {
      terminal.print(`Still waiting for a second person. Go on with: --batch ${batch.id}`);
      return;
    }
    await write(server, decided, { ...options, terminal });
  },
};

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      csv: { type: 'string' },
      batch: { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string', default: 'wallet' },
      'dry-run': { type: 'boolean', default: false },
      'wait-minutes': { type: 'string', default: '60' },
      server: { type: 'string', default: 'http://127.0.0.1:8080' },
      name: { type: 'string' },
    },
  });
  const { batch, out, format, server, name, 'dry-run': dryRun } = values;
  const [csv, ...others] = [...positionals, ...(values.csv === undefined ? [] : [values.csv])];
  if ((csv === undefined) === (batch === undefined) || others.length > 0) {
    throw new UsageError('give either one CSV file or --batch');
  }
  if (out === undefined && !dryRun) {
    throw new UsageError('--out is missing');
  }
  if (format !== 'wallet' && format !== 'A4') {
    throw new UsageError(`--format must be wallet or A4, not “${format}”`);
  }
  if (!/^\d{1,4}$/.test(values['wait-minutes'])) {
    throw new UsageError('--wait-minutes must be a whole number of minutes');
  }
  if (!URL.canParse(server)) {
    throw new UsageError(`--server must be an address, not “${server}”`);
  }
  return { csv, batch, out, format, dryRun, waitMinutes: Number(values['wait-minutes']), server, name };
}

/**
 * A file in which nothing is wrong, as far as that can be told here: its rows may be more than the organisation may issue.
 * @throws CommandFailure
 */
async function readRight(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new CommandFailure(`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  const { readCardTable } = await import('../cards/index.ts');
  refuseFaults(path, readCardTable(bytes, { mostAtOnce: Infinity, now: new Date() }).faults);
  return bytes;
}

function refuseFaults(path: string, faults: readonly CsvFault[]): void {
  if (faults.length > 0) {
    throw new CommandFailure(`${path} has faults; nothing was entered.\n${describeFaults(faults)}`);
  }
}

interface Entering extends Pick<Options, 'csv' | 'dryRun'> {
  readonly terminal: Terminal;
}

/** @returns null after a dry run without faults */
async function enter(
  server: RemoteServer,
  bytes: Buffer,
  { csv = '', dryRun, terminal }: Entering,
): Promise<CardBatchView | null> {
  const report = await server.send<CardBatchReport>('POST', `/card-batches?dryRun=${dryRun}`, bytes);
  refuseFaults(csv, report.faults);
  terminal.print(
    dryRun ? `${report.rows} rows, no faults.` : `${report.rows} requests entered: batch ${report.batch?.id}`,
  );
  return report.batch;
}

const find = (server: RemoteServer, id: string): Promise<CardBatchView> =>
  server.send<CardBatchView>('GET', `/card-batches/${encodeURIComponent(id)}`);

interface Waiting extends Pick<Options, 'waitMinutes'> {
  readonly terminal: Terminal;
}

async function waitForDecision(
  server: RemoteServer,
  batch: CardBatchView,
  { waitMinutes, terminal }: Waiting,
): Promise<CardBatchView> {
  const until = performance.now() + waitMinutes * minuteMs;
  let seen = batch;
  if (seen.waiting > 0 && waitMinutes > 0) {
    terminal.print(`Waiting for a second person to approve the batch on the web …`);
  }
  while (seen.waiting > 0 && performance.now() < until) {
    await setTimeout(pollMs);
    seen = await find(server, batch.id);
  }
  return seen;
}

interface Printing extends Pick<Options, 'out' | 'format'> {
  readonly terminal: Terminal;
}

async function write(
  server: RemoteServer,
  batch: CardBatchView,
  { out = '.', format, terminal }: Printing,
): Promise<void> {
  if (batch.refused > 0) {
    terminal.print(`${batch.refused} of ${batch.size} requests were refused; the web page tells why.`);
  }
  if (batch.printable === 0) {
    throw new CommandFailure('there is no card to print: none was approved, or the data has been deleted.');
  }
  await mkdir(out, { recursive: true, mode: 0o700 });
  for (let part = 1; (part - 1) * cardsPerFile < batch.printable; part += 1) {
    const pdf = await server.download(`/card-batches/${batch.id}/cards.pdf?format=${format}&part=${part}`);
    const path = join(out, `cards-${batch.id}-${part}.pdf`);
    await writeFile(path, pdf, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
      throw new CommandFailure(`${path} cannot be written: ${reasonOf(error)}`, { cause: error });
    });
    terminal.print(`Written: ${path}`);
  }
  terminal.print('Print the files, hand the cards out, confirm it on the web, and delete the files.');
}
