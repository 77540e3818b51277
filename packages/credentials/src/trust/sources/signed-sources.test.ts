import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CmsFault } from '../../cms/index.ts';
import { createAuthority } from '../../specimens-certificates.ts';
import {
  contentTypes,
  createSigner,
  writeMasterList,
  writeSignedData,
  type SignedDataFields,
  type SignerOptions,
  type SignerPart,
  type SpecimenSigner,
} from '../../specimens-cms.ts';
import { readCertificate } from '../read-certificate.ts';
import { openMasterList } from './master-list.ts';
import { readTrustSource, type TrustSource } from './read-trust-source.ts';

const now = new Date('2023-01-01T00:00:00Z');
const authority = createAuthority({ country: 'ID' });
const foreign = createAuthority({ country: 'DE' });
const listed = [authority.certificate, foreign.certificate];
const signer = createSigner({ issuer: authority });
const listContent = writeMasterList(listed);

function writeList(part: Partial<SignerPart> = {}, fields: Partial<SignedDataFields> = {}): Uint8Array {
  const certificates = [(part.signer ?? signer).certificate];
  const parts = [{ signer, ...part }];
  return writeSignedData({
    contentType: contentTypes.masterList,
    content: listContent,
    certificates,
    parts,
    ...fields,
  });
}

function listOf(options: Partial<SignerOptions>): Uint8Array {
  return writeList({ signer: createSigner({ issuer: authority, ...options }) });
}

/** How many certificates the list gives, or the code of its fault. */
function openList(list: Uint8Array, authorities = [authority.certificate], at = now): number | string {
  try {
    const options = { authorities: authorities.map(readCertificate), nowMs: at.getTime() };
    return openMasterList(new Uint8Array(list), options).certificates.length;
  } catch (error) {
    if (error instanceof CmsFault) return error.code;
    throw error;
  }
}

describe('a signed ICAO master list', () => {
  test.each(['P-384', 'brainpoolP256r1', 'rsa', 'rsa-pss'] as const)('is opened below an authority of %s', (type) => {
    const own = createAuthority({ type });
    const list = writeList({ signer: createSigner({ issuer: own, type }) });
    expect(openList(list, [own.certificate])).toBe(2);
    expect(openList(list)).toBe('signer-unknown');
  });

  test('may be larger than 64 kibibytes, and of an authority that spells its curve out', () => {
    const many = writeMasterList(Array.from({ length: 300 }, () => foreign.certificate));
    expect(openList(writeList({}, { content: many }))).toBe(300);
    const spelled = createAuthority({ type: 'brainpoolP384r1', paramEncoding: 'explicit' });
    expect(openList(writeList({ signer: createSigner({ issuer: spelled }) }), [spelled.certificate])).toBe(2);
  });

  test('needs an authority that has really issued the certificate of its signer', () => {
    const impostor = createAuthority({ country: 'ID', keyId: authority.keyId });
    const list = writeList({ signer: createSigner({ issuer: impostor }) });
    expect(openList(list)).toBe('chain-invalid');
    expect(openList(list, [foreign.certificate])).toBe('signer-unknown');
    expect(openList(list, [impostor.certificate, authority.certificate])).toBe(2);
    expect(openList(list, [authority.certificate, impostor.certificate])).toBe(2);
    expect(openList(list, [])).toBe('signer-unknown');
    expect(openList(listOf({ authorityId: foreign.keyId }))).toBe('signer-unknown');
    expect(openList(listOf({ authorityId: null }))).toBe(2);
    expect(openList(listOf({ authorityId: null }), [foreign.certificate])).toBe('signer-unknown');
  });

  test('is of no signer whom somebody has issued who is no authority', () => {
    const { privateKey: key, ...below } = createSigner({ issuer: authority });
    const issuer = { ...authority, ...below, name: 'Specimen signer', key };
    expect(openList(writeList({ signer: createSigner({ issuer }) }), [below.certificate])).toBe('signer-unknown');
  });

  test('needs a signer made for it', () => {
    expect(openList(listOf({ purposes: [] }))).toBe('signer-purpose');
    expect(openList(listOf({ purposes: ['2.23.136.1.1.14.2'] }))).toBe('signer-purpose');
    expect(openList(listOf({ usage: 0x06 }))).toBe('signer-purpose');
    expect(openList(listOf({ isAuthority: true }))).toBe('signer-purpose');
  });

  test('needs signer and authority in date, now and when it was signed', () => {
    const at = (day: string) => openList(writeList(), [authority.certificate], new Date(`${day}T00:00:00Z`));
    expect(at('2030-12-31')).toBe(2);
    expect(at('2031-01-02')).toBe('signer-out-of-date');
    expect(openList(writeList({ signedAt: new Date('2020-06-01T00:00:00Z') }))).toBe('signer-out-of-date');
    const retired = createAuthority({ notAfter: new Date('2022-06-01T00:00:00Z') });
    const list = writeList({ signer: createSigner({ issuer: retired }) });
    expect(openList(list, [retired.certificate])).toBe('signer-out-of-date');
  });

  test.each<[string, Uint8Array, string]>([
    ['no certificates', writeList({}, { certificates: [] }), 'signer-certificate-missing'],
    ['other certificates', writeList({}, { certificates: listed }), 'signer-certificate-missing'],
    ['no signer', writeList({}, { parts: [] }), 'unsigned'],
    ['no attributes', writeList({ attributes: null }), 'attributes-missing'],
    ['plain data', writeList({}, { contentType: contentTypes.plain }), 'content-type-unexpected'],
    ['another content', writeList({}, { shown: writeMasterList([foreign.certificate]) }), 'digest-differs'],
    ['another version', writeList({}, { content: writeMasterList(listed, 1) }), 'content-invalid'],
    ['no list', writeList({}, { content: authority.certificate }), 'malformed'],
  ])('is refused with %s', (_what, list, code) => {
    expect(openList(list)).toBe(code);
  });

  test('is refused wherever it is cut off', () => {
    const list = writeList();
    for (let length = 0; length < list.length; length++) expect(openList(list.subarray(0, length))).not.toBe(2);
  });

  test('is refused with any change of its content or of the certificate of its signer, and never throws', () => {
    const list = Buffer.from(writeList());
    const start = list.indexOf(listContent);
    const end = list.indexOf(signer.certificate) + signer.certificate.length;
    const fieldTagAt = list.indexOf(signer.certificate) - 4;
    const change = fc.record({ at: fc.nat(list.length - 1), mask: fc.integer({ min: 1, max: 255 }) });
    const property = fc.property(change, ({ at, mask }) => {
      const changed = Buffer.from(list);
      changed[at] = (changed[at] ?? 0) ^ mask;
      const opened = openList(changed);
      const isSigned = at >= start && at < end && at !== fieldTagAt;
      expect(opened === 2 && isSigned ? `byte ${at} changed to ${changed[at]}` : '').toBe('');
    });
    fc.assert(property, { numRuns: 1500 });
  });
});

describe('a source in CMS', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const read = (source: TrustSource) => readTrustSource(source, { environment: 'production', now });
  const uploader = createSigner({ issuer: authority, purposes: [] });
  const dsc = createSigner({ issuer: foreign, purposes: [] });
  const upload = writeSignedData({ content: dsc.certificate, parts: [{ signer: uploader }] });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gapura-cms-'));
    for (const name of ['uploads', 'signers', 'csca', 'none']) await mkdir(at(name));
    await writeFile(at('signers/uploader.der'), uploader.certificate);
    await writeFile(at('signers/other.der'), signer.certificate);
    await writeFile(at('csca/id.der'), authority.certificate);
    await writeFile(at('uploads/a.cms'), upload);
    await writeFile(at('uploads/b.txt'), Buffer.from(upload).toString('base64'));
    await writeFile(at('list.ml'), writeList());
  });
  afterAll(() => rm(folder, { recursive: true }));

  const uploads = () => ({ kind: 'signed-certificates', path: at('uploads'), signers: at('signers') }) as const;
  const list = () => ({ kind: 'master-list', path: at('list.ml'), authorities: at('csca') }) as const;

  test('of signed certificates gives each that one of the signers has signed', async () => {
    const { keys } = await read(uploads());
    expect(keys).toMatchObject([
      { label: 'a.cms', entry: { scheme: 'hcert', country: 'DE', algorithm: 'ES256' } },
      { label: 'b.txt', entry: { scheme: 'hcert' } },
    ]);
  });

  test('of signed certificates names the file that none of them has signed', async () => {
    await expect(read({ ...uploads(), signers: at('csca') })).rejects.toThrow(
      /^a\.cms: signer-unknown: signed by none/u,
    );
    const write = (name: string, fields: Partial<SignedDataFields>) =>
      writeFile(at(name), writeSignedData({ content: dsc.certificate, parts: [{ signer: uploader }], ...fields }));
    const readOne = (name: string) => read({ ...uploads(), path: at(name) });
    await write('changed.cms', { shown: signer.certificate });
    await expect(readOne('changed.cms')).rejects.toThrow(/^changed\.cms: digest-differs: /u);
    await write('list.cms', { contentType: contentTypes.masterList });
    await expect(readOne('list.cms')).rejects.toThrow(/^list\.cms: content-type-unexpected: /u);
    await write('text.cms', { content: Buffer.from('text') });
    await expect(readOne('text.cms')).rejects.toThrow(/^text\.cms: content-invalid: /u);
    await write('authority.cms', { content: authority.certificate });
    expect((await readOne('authority.cms')).keys).toMatchObject([
      { refusal: expect.stringContaining('its key must be') },
    ]);
    await writeFile(at('large.cms'), Buffer.alloc(300_000));
    await expect(readOne('large.cms')).rejects.toThrow('large.cms: larger than 262144 bytes');
    const issuing = createSigner({ issuer: authority, usage: 0x06 });
    await writeFile(at('signers/issuing.der'), issuing.certificate);
    await write('issuing.cms', { parts: [{ signer: issuing }] });
    await expect(readOne('issuing.cms')).rejects.toThrow(/^issuing\.cms: signer-purpose: /u);
    await rm(at('signers/issuing.der'));
  });

  test('of the gateway’s list takes the certificates that one of the signers has signed apart', async () => {
    const kid = createHash('sha256').update(dsc.certificate).digest().subarray(0, 8).toString('base64');
    const signatureBy = (by: SpecimenSigner, content = dsc.certificate) =>
      Buffer.from(writeSignedData({ content, shown: null, parts: [{ signer: by }] })).toString('base64');
    const item = {
      kid,
      country: 'XX',
      certificateType: 'DSC',
      rawData: Buffer.from(dsc.certificate).toString('base64'),
    };
    const stranger = createSigner({ issuer: authority, purposes: [] });
    const signatures = [
      signatureBy(uploader),
      signatureBy(stranger),
      signatureBy(uploader, signer.certificate),
      Buffer.from(writeSignedData({ content: signer.certificate, parts: [{ signer: uploader }] })).toString('base64'),
      '',
      'nonsense',
    ];
    await writeFile(at('gateway.json'), JSON.stringify(signatures.map((signature) => ({ ...item, signature }))));
    const gateway = { kind: 'eu-dcc-list', path: at('gateway.json'), signers: at('signers') } as const;
    const { keys, notes } = await read(gateway);
    expect(keys[0]).toMatchObject({ label: kid, entry: { keyId: kid, country: 'DE' } });
    expect(keys.slice(1).map((key) => ('refusal' in key ? key.refusal.split(':')[0] : 'accepted'))).toEqual([
      'signer-unknown',
      'digest-differs',
      'digest-differs',
      'unsigned',
      'malformed',
    ]);
    expect(notes).toEqual([]);
    await writeFile(at('gateway.json'), JSON.stringify({ certs: [] }));
    await expect(read(gateway)).rejects.toThrow('are not signed each');
  });

  test('needs certificates of those who must have signed', async () => {
    await expect(read({ ...uploads(), signers: at('none') })).rejects.toThrow('holds no certificate');
    await expect(read({ ...uploads(), signers: at('missing') })).rejects.toThrow('ENOENT');
    await writeFile(at('none/nonsense.pem'), 'nonsense');
    await expect(read({ ...list(), authorities: at('none') })).rejects.toThrow(/^nonsense\.pem: not an X\.509/u);
    await rm(at('none/nonsense.pem'));
  });

  test('of a master list gives the authorities of the list, and says who signed', async () => {
    const { keys, notes } = await read(list());
    expect(keys).toMatchObject([
      { label: 'certificate 1', entry: { scheme: 'vds-nc', country: 'ID' } },
      { label: 'certificate 2', entry: { country: 'DE' } },
    ]);
    expect(notes).toEqual(['signed by Specimen signer (ID), by the own account at 2022-01-01T00:00:00.000Z.']);
    await writeFile(at('unsigned.ml'), writeList({}, { parts: [] }));
    await expect(read({ ...list(), path: at('unsigned.ml') })).rejects.toThrow('unsigned: nobody has signed it');
  });

  test('of the ICAO directory takes the lists below the given authorities, and names the others', async () => {
    const other = writeList({ signer: createSigner({ issuer: foreign }) });
    const ldifOf = (...lists: readonly Uint8Array[]) =>
      lists
        .map((each) =>
          Buffer.from(each)
            .toString('base64')
            .replaceAll(/(.{70})/gu, '$1\n '),
        )
        .map((base64) => `dn: c=ID\npkdMasterListContent:: ${base64}\n\n`)
        .join('');
    await writeFile(at('pkd.ldif'), ldifOf(other, writeList(), Buffer.from('nonsense')));
    const { keys, notes } = await read({ ...list(), path: at('pkd.ldif') });
    expect(keys).toMatchObject([
      { label: 'list 1', refusal: expect.stringMatching(/^signer-unknown: /u) },
      { label: 'list 2, certificate 1', entry: { country: 'ID' } },
      { label: 'list 2, certificate 2', entry: { country: 'DE' } },
      { label: 'list 3', refusal: expect.stringMatching(/^malformed: /u) },
    ]);
    expect(notes).toEqual([expect.stringMatching(/^list 2, signed by Specimen signer \(ID\)/u)]);
    await writeFile(at('pkd.ldif'), ldifOf(other));
    await expect(read({ ...list(), path: at('pkd.ldif') })).rejects.toThrow('signer-unknown');
  });
});
