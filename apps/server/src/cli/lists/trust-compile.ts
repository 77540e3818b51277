import { parseArgs } from 'node:util';
import type { SignedTrustList, TrustEntry } from '@gapura/credentials';
import {
  readTrustSource,
  signList,
  type SourceContent,
  type TrustSource,
  type TrustSourceOptions,
} from '@gapura/credentials/node';
import { CommandFailure, UsageError, type Command, type Terminal } from '../command.ts';
import { readText, writeWhole } from './list-file.ts';
import { readSigning, signingOptions, signingUsage } from './list-options.ts';
import { gatherEntries, type Gathered } from './gather-entries.ts';
import { readTrustSources, trustSourceKinds } from './sources-file.ts';

const options = {
  ...signingOptions,
  certificates: { type: 'string', multiple: true },
  authorities: { type: 'string', multiple: true },
  'eu-dcc-list': { type: 'string', multiple: true },
  removed: { type: 'string' },
  restore: { type: 'string', multiple: true },
} as const;

export const trustCompile: Command = {
  words: 'trust compile',
  summary: 'makes the signed list of accepted issuers from its sources',
  usage: `Usage: npm run -s gapura -- trust compile --sources sources.json --environment production \\
         --key list.key.pem --out trust.list

  --sources FILE                  {"sources": [{"kind": "certificates", "path": "issuers"}, …]}, of the kinds
    ${trustSourceKinds};
    docs/guides/operator-trust.md says what each needs
  --certificates PATH             a file or folder of signer certificates; may be repeated, as the two below
  --eu-dcc-list FILE              a published list of EU DCC signers
  --authorities PATH              CSCA certificates, an ICAO master list or LDIF; signatures of lists are not checked
  --removed FILE                  key identifiers, one a line, that stay out from now on whatever a source says
  --restore KEYID                 takes one of them back; may be repeated
${signingUsage}`,
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options });
    const now = new Date();
    const { head, key, out, previous } = await readSigning(values, 'trust-list', now);
    const removed = await readRemoved(values, previous?.list.removed ?? []);
    const read = await readAll(await listSources(values), { environment: head.environment, now });
    const gathered = gatherEntries(read, removed);
    if (gathered.entries.length === 0) {
      throw new CommandFailure('no source gave a key that can be used; nothing was written');
    }
    const list: SignedTrustList = { type: 'trust-list', ...head, entries: gathered.entries, removed };
    await writeWhole(out, signList(list, key));
    printSources(gathered, terminal);
    printList(list, { out, before: previous?.list.entries ?? [] }, terminal);
  },
};

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function listSources(values: Values): Promise<TrustSource[]> {
  const kinds = ['certificates', 'authorities', 'eu-dcc-list'] as const;
  const given = kinds.flatMap((kind) => (values[kind] ?? []).map((path) => ({ kind, path })));
  const sources = [...(values.sources === undefined ? [] : await readTrustSources(values.sources)), ...given];
  if (sources.length === 0) {
    throw new UsageError('--sources is missing');
  }
  return sources;
}

async function readAll(
  sources: readonly TrustSource[],
  circumstances: TrustSourceOptions,
): Promise<{ name: string; content: SourceContent }[]> {
  const read: { name: string; content: SourceContent }[] = [];
  for (const source of sources) {
    const name = `${source.kind} ${source.path}`;
    try {
      read.push({ name, content: await readTrustSource(source, circumstances) });
    } catch (error) {
      throw new CommandFailure(`${name}: ${(error as Error).message}; nothing was written`, { cause: error });
    }
  }
  return read;
}

async function readRemoved(values: Values, before: readonly string[]): Promise<string[]> {
  const text = values.removed === undefined ? '' : await readText(values.removed);
  const lines = text.split('\n').map((line) => line.trim());
  const given = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const restored = new Set(values.restore);
  return [...new Set([...before, ...given])].filter((keyId) => !restored.has(keyId)).toSorted();
}

const maxRefusalsShown = 20;

function printSources({ sources }: Gathered, terminal: Terminal): void {
  const width = Math.max(6, ...sources.map(({ name }) => name.length));
  const columns = ['accepted', 'refused', 'removed', 'repeated'] as const;
  terminal.print(`${'source'.padEnd(width)}  ${columns.join('  ')}`);
  for (const source of sources) {
    const counts = columns.map((column) => {
      const count = column === 'refused' ? source.refused.length : source[column];
      return String(count).padStart(column.length);
    });
    terminal.print(`${source.name.padEnd(width)}  ${counts.join('  ')}`);
  }
  for (const { name, refused, notes } of sources) {
    refused
      .slice(0, maxRefusalsShown)
      .forEach(({ label, refusal }) => terminal.print(`  refused ${label}: ${refusal}`));
    if (refused.length > maxRefusalsShown) {
      terminal.print(`  and ${refused.length - maxRefusalsShown} more of ${name}`);
    }
    notes.forEach((note) => terminal.print(`  ${name}: ${note}`));
  }
}

function printList(
  list: SignedTrustList,
  { out, before }: { out: string; before: readonly TrustEntry[] },
  terminal: Terminal,
): void {
  const nameOf = ({ scheme, keyId, issuer, spki }: TrustEntry): string => [scheme, keyId, issuer, spki].join(' ');
  const known = new Set(before.map(nameOf));
  const added = list.entries.filter((entry) => !known.has(nameOf(entry))).length;
  const gone = known.size + added - list.entries.length;
  terminal.print(
    `${out}: number ${list.number} of ${list.environment}, ${list.entries.length} keys (+${added}, −${gone})`,
  );
  terminal.print(`fresh until ${list.nextUpdateAt}, works until ${list.staleUntil}`);
}
