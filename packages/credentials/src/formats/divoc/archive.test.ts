import { describe, expect, test } from 'vitest';
import * as nodePlatform from '../../platform-node.ts';
import { createDivocIssuer, mintDocument, specimenNow, toB64Text, zip } from '../../specimens-divoc.ts';
import { createTrustStore } from '../../trust/trust-store.ts';
import { verifyOn, type Verification } from '../../verify-credential.ts';

const issuer = createDivocIssuer();
const trust = createTrustStore([issuer.trustEntry]);

function verify(input: string | Uint8Array): Promise<Verification> {
  return verifyOn(nodePlatform, input, { trust, now: specimenNow });
}

function codeOf(verification: Verification): string {
  return verification.ok ? 'ok' : verification.violation.code;
}

describe('transports', () => {
  test('base64, bytes, and a text of one character for each byte are one credential', async () => {
    const archive = zip(await mintDocument(issuer));
    const expected = await verify(toB64Text(archive));
    expect(expected.ok).toBe(true);
    expect(await verify(archive)).toEqual(expected);
    expect(await verify(Buffer.from(archive).toString('latin1'))).toEqual(expected);
  });

  test.each([
    ['stored', { method: 0 }],
    ['a data descriptor', { descriptor: 'signed' }],
    ['a data descriptor without signature', { descriptor: 'short' }],
    ['an extra field', { extra: Uint8Array.of(0x55, 0x54, 1, 0, 0) }],
  ] as const)('accepts an archive with %s', async (_what, mint) => {
    expect(await verify(zip(await mintDocument(issuer), mint))).toMatchObject({ ok: true });
  });

  test.each([
    ['another member', { name: 'certificate.txt' }, 'zip-invalid'],
    ['a path', { name: '../certificate.json' }, 'zip-invalid'],
    ['two names', { localName: 'certificate.jsoN' }, 'zip-invalid'],
    ['two members counted', { count: 2 }, 'zip-invalid'],
    ['an encrypted member', { flags: 1 }, 'zip-invalid'],
    ['a masked header', { flags: 0x2000 }, 'zip-invalid'],
    ['another method', { method: 9 }, 'zip-invalid'],
    ['a wrong CRC', { crc: 1 }, 'zip-invalid'],
    ['a size too small', { plainBytes: 10 }, 'zip-invalid'],
    ['a size too large', { plainBytes: 60_000 }, 'zip-invalid'],
    ['the sizes of ZIP64', { plainBytes: 0xffffffff }, 'inflate-too-large'],
    ['a compressed size beyond the archive', { compressedBytes: 9000 }, 'zip-invalid'],
    ['a comment', { comment: 'hello' }, 'zip-invalid'],
    ['no deflate', { data: Uint8Array.of(1, 2, 3) }, 'inflate-invalid'],
    ['bytes behind the deflate stream', { data: Uint8Array.of(3, 0, 9) }, 'inflate-invalid'],
  ] as const)('refuses an archive with %s', async (_what, mint, code) => {
    expect(codeOf(await verify(zip(await mintDocument(issuer), mint)))).toBe(code);
  });

  test('refuses two members, bytes in front, and a text that is no bytes', async () => {
    const archive = zip(await mintDocument(issuer));
    const twice = Buffer.concat([archive.subarray(0, -22), archive]);
    expect(codeOf(await verify(twice))).toBe('zip-invalid');
    expect(codeOf(await verify(`PK\u0003\u0004${'\u0100'.repeat(100)}`))).toBe('zip-invalid');
    expect(codeOf(await verify(`${toB64Text(archive)}=`))).toBe('base64-invalid');
    expect(codeOf(await verify(toB64Text(archive).replace('B64:', 'B64: ')))).toBe('base64-invalid');
    expect(codeOf(await verify(`B64:${'A'.repeat(5000)}`))).toBe('text-too-long');
  });

  test('refuses a bomb', async () => {
    expect(codeOf(await verify(zip(' '.repeat(2_000_000))))).toBe('inflate-too-large');
    expect(codeOf(await verify(zip(' '.repeat(2_000_000), { plainBytes: 100 })))).toBe('inflate-too-large');
  });

  test.each([
    ['not JSON', '{', 'json-invalid'],
    ['no object', '[]', 'json-invalid'],
    ['a member twice', '{"a":1,"a":2}', 'json-duplicate-key'],
    ['deep nesting', '['.repeat(5000), 'json-too-deep'],
    ['a byte order mark', '\ufeff{}', 'json-invalid'],
  ])('refuses %s', async (_what, text, code) => {
    expect(codeOf(await verify(zip(text)))).toBe(code);
  });
});
