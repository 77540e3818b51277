import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRevocationStore, openSignedList } from '@gapura/credentials';
import { createDemoIssuer, createIssuer } from '@gapura/credentials/issue';
import { readListKeys } from '@gapura/credentials/node';
import { commands } from '../commands.ts';
import { runCommand } from '../run.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const issuers = [1, 2, 3].map((number) =>
  createDemoIssuer({ country: 'ID', name: `Dinas ${number}`, now: new Date() }),
);
const certificateOf = (index: number): string => issuers[index]?.certificatePem ?? '';
const keyIdOf = (index: number): string => issuers[index]?.keyId ?? '';

async function run(...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const terminal = { print: (line: string) => void printed.push(line), ask: async () => null };
  const code = await runCommand(commands, args, { terminal, printError: (line) => void errors.push(line) });
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

const compile = (...args: string[]) =>
  run(
    'trust',
    'compile',
    '--environment',
    'production',
    '--key',
    at('list.key.pem'),
    '--out',
    at('trust.list'),
    ...args,
  );

async function openList(environment: 'production' | 'test' = 'production') {
  const keys = readListKeys(await readFile(at('list.pub.pem'), 'utf8'));
  const text = await readFile(at('trust.list'), 'utf8');
  const opened = await openSignedList(text, { type: 'trust-list', environment, keys, last: null, now: new Date() });
  return opened.ok ? opened.list : opened.code;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gapura-lists-'));
  await mkdir(at('issuers'));
  await writeFile(at('issuers/a.pem'), certificateOf(0));
  await writeFile(at('issuers/b.pem'), certificateOf(1));
  await run('trust', 'key', '--environment', 'production', '--out', at('list'));
});
beforeEach(() => rm(at('trust.list'), { force: true }));
afterAll(() => rm(folder, { recursive: true }));

describe('gapura trust key', () => {
  it('makes a key that only its owner reads, and never a second one in its place', async () => {
    expect((await stat(at('list.key.pem'))).mode & 0o777).toBe(0o600);
    const again = await run('trust', 'key', '--environment', 'test', '--out', at('list'));
    expect(again).toMatchObject({ code: 1, errors: expect.stringContaining('not overwritten') });
    expect(await run('trust', 'key', '--environment', 'other', '--out', at('x'))).toMatchObject({ code: 2 });
  });

  it('makes a folder that is not there yet, for its owner alone', async () => {
    const made = await run('trust', 'key', '--environment', 'test', '--out', at('keys/of/lists'));
    expect(made).toMatchObject({ code: 0, errors: '' });
    expect((await stat(at('keys'))).mode & 0o777).toBe(0o700);
    expect(await readFile(at('keys/of/lists.pub.pem'), 'utf8')).toContain('PUBLIC KEY');
  });
});

describe('gapura trust compile', () => {
  it('signs the keys of its sources and says what became of each', async () => {
    await writeFile(at('issuers/c.pem'), 'nonsense');
    const result = await compile('--certificates', at('issuers'), '--certificates', at('issuers/a.pem'));
    await rm(at('issuers/c.pem'));
    expect(result).toMatchObject({ code: 0, errors: '' });
    expect(result.printed).toMatch(/issuers +2 +1 +0 +0\n/u);
    expect(result.printed).toMatch(/a\.pem +0 +0 +0 +1\n/u);
    expect(result.printed).toContain('refused c.pem: not an X.509 certificate');
    expect(result.printed).toContain('number 1 of production, 2 keys (+2, −0)');
    expect(await openList()).toMatchObject({ number: 1, entries: [{ keyId: keyIdOf(0) }, { keyId: keyIdOf(1) }] });
    expect(await openList('test')).toBe('wrong-environment');
  });

  it('counts on from the list in its place, and keeps out who was removed until restored', async () => {
    await compile('--certificates', at('issuers'));
    await writeFile(at('removed.txt'), `# stolen\n${keyIdOf(1)}\n`);
    const removing = await compile('--certificates', at('issuers'), '--removed', at('removed.txt'));
    expect(removing.printed).toContain('number 2 of production, 1 keys (+0, −1)');
    await compile('--certificates', at('issuers'));
    expect(await openList()).toMatchObject({ number: 3, entries: [{ keyId: keyIdOf(0) }], removed: [keyIdOf(1)] });
    await compile('--certificates', at('issuers'), '--restore', keyIdOf(1), '--number', '10');
    expect(await openList()).toMatchObject({ number: 10, entries: [{}, {}], removed: [] });
    expect(await compile('--certificates', at('issuers'), '--number', '10')).toMatchObject({ code: 2 });
  });

  it('reads a file of sources, whose paths count from where it lies', async () => {
    const key = { kind: 'key', path: 'issuers/list.pub', scheme: 'nz-pass', keyId: 'key-1', name: 'Passes' };
    await writeFile(at('issuers/list.pub'), (await readFile(at('list.pub.pem'), 'utf8')).replace(/^.*\n/u, ''));
    const sources = [{ kind: 'certificates', path: 'issuers' }, { ...key, issuer: 'did:web:passes.example' }, key];
    await writeFile(at('sources.json'), JSON.stringify({ sources }));
    const result = await compile('--sources', at('sources.json'));
    expect(result.printed).toContain('refused key-1: a key of nz-pass needs its issuer');
    expect(await openList()).toMatchObject({ entries: [{}, {}, { scheme: 'nz-pass', keyId: 'key-1' }] });
  });

  it('believes signed sources by the certificates that are given with them', async () => {
    const dates = { notBefore: new Date('2021-01-01'), notAfter: new Date('2051-01-01') };
    const signer = createIssuer({ country: 'ID', name: 'Uploader', ...dates, kinds: ['test'] });
    await writeFile(at('uploader.pem'), signer.certificatePem);
    await writeFile(at('upload.cms'), 'bm9uc2Vuc2U=');
    const source = { kind: 'signed-certificates', path: 'upload.cms', signers: 'uploader.pem' };
    await writeFile(at('sources.json'), JSON.stringify({ sources: [source] }));
    expect(await compile('--sources', at('sources.json'))).toMatchObject({
      code: 1,
      errors: expect.stringMatching(
        /signed-certificates .*upload\.cms: upload\.cms: malformed: .*nothing was written/u,
      ),
    });
    const help = await run('trust', 'compile', '--help');
    expect(help.printed).toMatch(/signed-certificates.*master-list/u);
  });

  it.each([
    ['signers that are not named', [{ kind: 'signed-certificates', path: 'x' }], 'signers is missing'],
    ['authorities that are not named', [{ kind: 'master-list', path: 'x' }], 'authorities is missing'],
    ['no kind', [{}], 'source 1: the kind must be one of'],
    ['a kind of everything', [{ kind: 'toString' }], 'the kind must be one of'],
    ['no path', [{ kind: 'certificates' }], 'path is missing'],
    ['a member too many', [{ kind: 'certificates', path: 'x', url: 'y' }], 'url is not known here'],
    ['a path that is no text', [{ kind: 'certificates', path: 1 }], 'path must be a text'],
    ['nothing', [], 'needs {"sources": […]}'],
    ['what is missing', [{ kind: 'certificates', path: 'missing' }], 'nothing was written'],
  ])('refuses sources with %s and writes nothing', async (_what, sources, sentence) => {
    await writeFile(at('sources.json'), JSON.stringify({ sources }));
    expect(await compile('--sources', at('sources.json'))).toMatchObject({
      code: 1,
      errors: expect.stringContaining(sentence),
    });
    await expect(stat(at('trust.list'))).rejects.toThrow('ENOENT');
  });

  it('leaves the old list in its place where it fails', async () => {
    await compile('--certificates', at('issuers'));
    const before = await readFile(at('trust.list'), 'utf8');
    expect(await compile('--certificates', at('missing'))).toMatchObject({ code: 1 });
    await writeFile(at('nothing.pem'), 'nonsense');
    const empty = await compile('--certificates', at('nothing.pem'));
    expect(empty).toMatchObject({ code: 1, errors: expect.stringContaining('no source gave a key') });
    expect(await readFile(at('trust.list'), 'utf8')).toBe(before);
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('does not continue a list that another key signed, unless told whose', async () => {
    await compile('--certificates', at('issuers'));
    await run('trust', 'key', '--environment', 'production', '--out', at('next'));
    const next = ['--certificates', at('issuers'), '--key', at('next.key.pem')];
    expect(await compile(...next)).toMatchObject({ code: 1, errors: expect.stringContaining('signer-unknown') });
    expect(await compile(...next, '--old-key', at('list.pub.pem'))).toMatchObject({ code: 0 });
  });

  it('keeps test and production apart', async () => {
    await run('trust', 'key', '--environment', 'test', '--out', at('test'));
    const mixed = await compile('--certificates', at('issuers'), '--key', at('test.key.pem'));
    expect(mixed).toMatchObject({ code: 1, errors: expect.stringContaining('is a key of test') });
    const args = ['--certificates', at('issuers'), '--key', at('test.key.pem'), '--environment', 'test'];
    expect(await compile(...args, '--out', at('test.list'))).toMatchObject({ code: 0 });
    const shown = await run('trust', 'show', at('test.list'));
    expect(shown.printed).toContain('trust-list number 1 of test');
  });

  it.each([
    [['--days', '0'], '--days must be'],
    [['--number', '1.5'], '--number must be'],
    [['--environment', 'x'], '--environment must be'],
    [['--unknown'], 'Unknown option'],
    [[], '--sources is missing'],
  ])('is called wrongly with %j', async (args, sentence) => {
    expect(await compile(...args)).toMatchObject({ code: 2, errors: expect.stringContaining(sentence) });
  });
});

describe('gapura trust show and verify', () => {
  it('tell what a list says and whether it is authentic', async () => {
    await compile('--certificates', at('issuers'));
    const shown = await run('trust', 'show', at('trust.list'));
    expect(shown.printed).toContain(`hcert  ${keyIdOf(0)}  ID`);
    const verify = () => run('trust', 'verify', at('trust.list'), '--key', at('list.pub.pem'));
    expect(await verify()).toMatchObject({ code: 0, printed: expect.stringMatching(/signed by \S+, fresh$/u) });
    const text = await readFile(at('trust.list'), 'utf8');
    await writeFile(
      at('trust.list'),
      text.replace(/\.([^.]+)$/u, (_all, signature: string) => `.${'A'.repeat(86)}${signature.slice(86)}`),
    );
    expect(await verify()).toMatchObject({ code: 1, errors: expect.stringContaining('signature-invalid') });
    await writeFile(at('trust.list'), 'nonsense');
    expect(await verify()).toMatchObject({ code: 1, errors: expect.stringContaining('not a signed list') });
    expect(await run('trust', 'show', at('missing'))).toMatchObject({ code: 1 });
    expect(await run('trust', 'show')).toMatchObject({ code: 2 });
  });
});

describe('gapura revocation compile', () => {
  const hash = 'ab'.repeat(16);
  const compileRevoked = async (sources: object[], ...args: string[]) => {
    await writeFile(at('revoked.json'), JSON.stringify({ sources }));
    const common = ['--environment', 'production', '--key', at('list.key.pem'), '--out', at('revoked.list')];
    return run('revocation', 'compile', '--sources', at('revoked.json'), ...common, ...args);
  };
  const openRevoked = async () => {
    const keys = readListKeys(await readFile(at('list.pub.pem'), 'utf8'));
    const options = { type: 'revocation-list', environment: 'production', keys, last: null, now: new Date() } as const;
    const opened = await openSignedList(await readFile(at('revoked.list'), 'utf8'), options);
    if (!opened.ok) throw new Error('the list does not open');
    return opened.list;
  };

  beforeEach(async () => {
    await rm(at('revoked.list'), { force: true });
    await writeFile(at('hashes.txt'), hash);
    await writeFile(at('denied.txt'), `signature:${hash}`);
    await writeFile(at('rid.json'), JSON.stringify({ kid: 'k', method: 'rid', ctr: 5, rids: ['abc'] }));
    await writeFile(at('older.json'), JSON.stringify({ kid: 'k', method: 'rid', ctr: 4, rids: [] }));
  });

  const hex = { kind: 'hex', path: 'hashes.txt', keyId: 'AAAAAAAAAAA=', hash: 'uci' };
  const rid = { kind: 'rid', path: 'rid.json', issuer: 'https://a.example' };
  const subject = { scheme: 'hcert', issuer: '', revocationId: null } as const;

  it.each([[[]], [['--bloom', '0.000001']]])('signs what its sources revoke, with %j', async (args) => {
    const result = await compileRevoked([hex, rid, { kind: 'denied', path: 'denied.txt' }], ...args);
    expect(result).toMatchObject({ code: 0, errors: '' });
    const store = createRevocationStore([await openRevoked()]);
    const find = (keyId: string, identifier: string) => store.find({ ...subject, keyId, identifiers: [identifier] });
    expect(find('AAAAAAAAAAA=', `uci:${hash}`)).toBe('revoked');
    expect(find('AAAAAAAAAAA=', `uci:${'cd'.repeat(16)}`)).toBeUndefined();
    expect(find('other', `signature:${hash}`)).toBe('denied');
    expect((await run('trust', 'show', at('revoked.list'))).printed).toContain('rids: 1 of 1 keys; denied: 1');
  });

  it('never steps back behind a counter, and writes nothing where a line is wrong', async () => {
    await compileRevoked([rid]);
    const older = await compileRevoked([{ ...rid, path: 'older.json' }]);
    expect(older).toMatchObject({ code: 1, errors: expect.stringContaining('5 was taken before') });
    await writeFile(at('hashes.txt'), `${hash}\nx`);
    const wrong = await compileRevoked([hex]);
    expect(wrong).toMatchObject({ code: 1, errors: expect.stringContaining('line 2: a hash must have 16 bytes') });
    expect(await openRevoked()).toMatchObject({ number: 1 });
    expect(await compileRevoked([rid], '--bloom', '0.5')).toMatchObject({ code: 2 });
  });
});
