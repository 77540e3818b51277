import { parseArgs } from 'node:util';
import { createRevocationStore, type SignedRevocationList } from '@gapura/credentials';
import {
  compileRevocations,
  readRevocationSource,
  signList,
  type Revocations,
  type RevocationSource,
} from '@gapura/credentials/node';
import { CommandFailure, UsageError, type Command } from '../command.ts';
import { readText, writeWhole } from './list-file.ts';
import { readSigning, required, signingOptions, signingUsage } from './list-options.ts';
import { readRevocationSources } from './sources-file.ts';

const options = { ...signingOptions, bloom: { type: 'string' }, genuine: { type: 'string' } } as const;

export const revocationCompile: Command = {
  words: 'revocation compile',
  summary: 'makes the signed list of revoked and denied credentials from its sources',
  usage: `Usage: npm run -s gapura -- revocation compile --sources sources.json --environment production \\
         --key list.key.pem --out revocations.list

  --sources FILE                  {"sources": [{"kind": "dcc-batch", "path": "batch.json"}, …]}
  --bloom RATE                    Bloom filters in the place of exact lists, erring at RATE, as 0.000001
  --genuine FILE                  identifiers, one a line, of credentials that no filter may hit
${signingUsage}`,
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options });
    const now = new Date();
    const { head, key, out, previous } = await readSigning(values, 'revocation-list', now);
    const sources = await readRevocationSources(required('sources', values.sources));
    const falsePositiveRate = readRate(values.bloom);
    const genuine = values.genuine === undefined ? [] : (await readText(values.genuine)).split(/\s+/u);
    const read: Revocations[] = [];
    for (const source of sources) {
      const revocations = await readSource(source, now);
      assertNoStepBack(revocations, previous?.list ?? null);
      const { hashes, ridLists, denied } = revocations;
      const rids = ridLists.reduce((sum, list) => sum + list.rids.length, 0);
      terminal.print(`${source.kind} ${source.path}: ${hashes.length} hashes, ${rids} rids, ${denied.length} denied`);
      read.push(revocations);
    }
    const content = compileRevocations(read, { falsePositiveRate, genuine });
    // What a server could not open is not written either.
    createRevocationStore([content]);
    await writeWhole(out, signList({ type: 'revocation-list', ...head, ...content }, key));
    terminal.print(`${out}: number ${head.number} of ${head.environment}, works until ${head.staleUntil}`);
  },
};

function readRate(text: string | undefined): number | null {
  if (text === undefined) {
    return null;
  }
  const rate = Number(text);
  if (!(rate > 0 && rate <= 0.01)) {
    throw new UsageError('--bloom must be a rate above 0 and up to 0.01');
  }
  return rate;
}

async function readSource(source: RevocationSource, now: Date): Promise<Revocations> {
  try {
    return await readRevocationSource(source, now);
  } catch (error) {
    const reason = (error as Error).message;
    throw new CommandFailure(`${source.kind} ${source.path}: ${reason}; nothing was written`, { cause: error });
  }
}

/** An issuer's counter goes upwards only: an older file would admit cards that are revoked since. */
function assertNoStepBack({ ridLists }: Revocations, previous: SignedRevocationList | null): void {
  for (const { issuer, keyId, ctr } of ridLists) {
    const before = previous?.ridLists?.find((list) => list.issuer === issuer && list.keyId === keyId);
    if (before !== undefined && before.ctr > ctr) {
      throw new CommandFailure(`the file of ${issuer} ${keyId} has ctr ${ctr}, and ${before.ctr} was taken before`);
    }
  }
}
