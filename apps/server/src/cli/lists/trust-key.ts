import { parseArgs } from 'node:util';
import { createListKey, readListKeys } from '@gapura/credentials/node';
import type { Command } from '../command.ts';
import { writeNew } from './list-file.ts';
import { readEnvironment, required } from './list-options.ts';

export const trustKey: Command = {
  words: 'trust key',
  summary: 'makes the key that signs trust and revocation lists',
  usage: `Usage: npm run -s gapura -- trust key --environment production --out keys/list

  --environment production|test   lists of the other one are never accepted
  --out NAME                      writes NAME.key.pem (private, keep it apart) and NAME.pub.pem (for the servers)`,
  async run(args, terminal) {
    const options = { environment: { type: 'string' }, out: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const environment = readEnvironment(values.environment);
    const out = required('out', values.out);
    const { privatePem, publicPem } = createListKey(environment);
    await writeNew(`${out}.key.pem`, privatePem, 0o600);
    await writeNew(`${out}.pub.pem`, publicPem, 0o644);
    const [key] = readListKeys(publicPem);
    terminal.print(`Key ${key?.keyId ?? ''} of ${environment}: ${out}.key.pem, ${out}.pub.pem`);
  },
};
