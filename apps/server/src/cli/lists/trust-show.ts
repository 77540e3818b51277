import { parseArgs } from 'node:util';
import { freshnessOf, type Environment, type SignedList, type SignedListType } from '@gapura/credentials';
import { CommandFailure, UsageError, type Command, type Terminal } from '../command.ts';
import { openListFile, readText } from './list-file.ts';
import { readPublicKeys, required } from './list-options.ts';

export const trustShow: Command = {
  words: 'trust show',
  summary: 'prints what a list of trust or revocation says, without verifying it',
  usage: `Usage: npm run -s gapura -- trust show trust.list

Prints number, environment, dates and counts, and each key of a trust list. Nothing is verified.`,
  async run(args, terminal) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    const list = await readUnverified(onlyFile(positionals));
    printHead(list, terminal);
    if (list.type === 'trust-list') {
      for (const { scheme, keyId, country, name, notAfter } of list.entries) {
        terminal.print(`${scheme}  ${keyId}  ${country || '--'}  ${notAfter?.slice(0, 10) ?? 'no end'}  ${name}`);
      }
    }
  },
};

export const trustVerify: Command = {
  words: 'trust verify',
  summary: 'verifies the signature of a list of trust or revocation',
  usage: `Usage: npm run -s gapura -- trust verify trust.list --key list.pub.pem

  --key FILE   public keys, one or several. The list must belong to the environment of the key that signed it.
Exit code 1 where the list is not authentic, or has expired.`,
  async run(args, terminal) {
    const parsed = parseArgs({ args: [...args], allowPositionals: true, options: { key: { type: 'string' } } });
    const file = onlyFile(parsed.positionals);
    const keys = await readPublicKeys(required('key', parsed.values.key));
    const { type, environment } = await readUnverified(file);
    const opened = await openListFile(file, { type, environment, keys, now: new Date() });
    printHead(opened.list, terminal);
    terminal.print(`signed by ${opened.signedBy}, ${opened.freshness}`);
    if (opened.freshness === 'expired') {
      throw new CommandFailure(`${file} has expired`);
    }
  },
};

function onlyFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError('name one file');
  }
  return file;
}

const environments: readonly Environment[] = ['production', 'test'];
const types: readonly SignedListType[] = ['trust-list', 'revocation-list'];

async function readUnverified(file: string): Promise<SignedList> {
  const [, payload = ''] = (await readText(file)).trim().split('.');
  try {
    const list = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as SignedList;
    if (types.includes(list.type) && environments.includes(list.environment)) {
      return list;
    }
  } catch {
    // Said below.
  }
  throw new CommandFailure(`${file} is not a signed list`);
}

function printHead(list: SignedList, terminal: Terminal): void {
  terminal.print(`${list.type} number ${list.number} of ${list.environment}, issued at ${list.issuedAt}`);
  terminal.print(`fresh until ${list.nextUpdateAt}, works until ${list.staleUntil}: ${freshnessOf(list, new Date())}`);
  terminal.print(describeContent(list));
}

function describeContent(list: SignedList): string {
  if (list.type === 'trust-list') {
    return `${list.entries.length} keys, ${list.removed?.length ?? 0} removed`;
  }
  const { hashLists = [], ridLists = [], denied = [] } = list;
  const bytes = hashLists.map((each) => ('hashes' in each ? each.hashes : each.filter).length * 0.75);
  const size = Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1024);
  const rids = ridLists.reduce((sum, { rids: each }) => sum + each.length, 0);
  return `lists of hashes: ${hashLists.length} (${size} KiB); rids: ${rids} of ${ridLists.length} keys; denied: ${denied.length}`;
}
