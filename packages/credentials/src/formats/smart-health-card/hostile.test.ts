import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTrustStore, violationCodes, type CredentialInput } from '../../index.ts';
import { maxJsonLength } from '../../json.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import {
  cardNow,
  cardPayload,
  createCardIssuer,
  mintCard,
  mintJws,
  patient,
  toChunks,
  toNumeric,
} from '../../specimens-smart-health-card.ts';
import { verifyOn } from '../../verify-credential.ts';
import { maxMs, quickestMsOf } from '../../specimen-time.ts';

const issuer = createCardIssuer();
const stranger = createCardIssuer();
const options = { trust: createTrustStore([issuer.trustEntry]), now: cardNow };
const jws = mintJws(issuer);
const [header = '', payload = '', signature = ''] = jws.split('.');
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('hostile cards on the %s platform', (_name, platform) => {
  async function codeOf(hostile: CredentialInput): Promise<string> {
    const verification = await verifyOn(platform, hostile, options);
    if (verification.ok) return 'ok';
    expect(violationCodes).toContain(verification.violation.code);
    expect(verification.violation.code).not.toBe('unexpected-error');
    return verification.violation.code;
  }

  test('no truncation verifies: of the digits, the chunks, the JWS', async () => {
    const numeric = toNumeric(jws);
    for (let length = 0; length < numeric.length; length++)
      expect(await codeOf(numeric.slice(0, length))).not.toBe('ok');
    for (let length = 0; length < jws.length; length++) expect(await codeOf(jws.slice(0, length))).not.toBe('ok');
    const chunks = toChunks(jws, 3);
    for (let count = 1; count < 3; count++) expect(await codeOf(chunks.slice(count))).toBe('chunk-missing');
  });

  test('no changed character verifies', async () => {
    for (let at = 0; at < jws.length; at++) {
      for (const character of ['A', '.'].filter((each) => each !== jws.charAt(at))) {
        expect(await codeOf(jws.slice(0, at) + character + jws.slice(at + 1))).not.toBe('ok');
      }
    }
  });

  test('no flipped bit of payload and signature verifies', async () => {
    for (const [bytes, toJws] of [
      [
        Buffer.from(payload, 'base64url'),
        (changed: Buffer) => `${header}.${changed.toString('base64url')}.${signature}`,
      ],
      [
        Buffer.from(signature, 'base64url'),
        (changed: Buffer) => `${header}.${payload}.${changed.toString('base64url')}`,
      ],
    ] as const) {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[bit >>> 3] = (changed[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await codeOf(toJws(changed))).not.toBe('ok');
      }
    }
  });

  test('both forms of a signature are the same card', async () => {
    const expected = await verifyOn(platform, jws, options);
    expect(expected.ok).toBe(true);
    expect(await verifyOn(platform, `${header}.${payload}.${withOtherS(signature)}`, options)).toEqual(expected);
  });

  test.each([
    ['r and s zero', Buffer.alloc(64)],
    ['r zero', Buffer.concat([Buffer.alloc(32), Buffer.from(signature, 'base64url').subarray(32)])],
    ['s zero', Buffer.concat([Buffer.from(signature, 'base64url').subarray(0, 32), Buffer.alloc(32)])],
    ['r and s the order', Buffer.concat([toBytes(order), toBytes(order)])],
    ['no signature', Buffer.alloc(0)],
    ['a byte more', Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.alloc(1)])],
    ['a byte less', Buffer.from(signature, 'base64url').subarray(0, 63)],
  ])('a signature of %s is invalid', async (_what, changed) => {
    expect(await codeOf(`${header}.${payload}.${changed.toString('base64url')}`)).toBe('signature-invalid');
  });

  test('a header cannot bring a key or an algorithm of its own', async () => {
    const jwk = stranger.key.export({ format: 'jwk' });
    const kid = issuer.trustEntry.keyId;
    for (const extra of [{ jwk }, { jku: 'https://a.example' }, { x5u: 'https://a.example' }, { x5c: ['AAAA'] }]) {
      expect(await codeOf(mintCard(stranger, { header: { kid, ...extra } }))).toBe('signature-invalid');
      expect(await codeOf(mintCard(stranger, { header: extra }))).toBe('issuer-unknown');
      expect(await codeOf(mintCard(issuer, { header: extra }))).toBe('ok');
    }
    for (const alg of ['none', 'HS256', 'RS256', 'PS256', 'ES384', 'es256', '', null, ['ES256']]) {
      expect(await codeOf(mintCard(issuer, { header: { alg } }))).toBe('algorithm-unsupported');
    }
  });

  test('a key counts for its own issuer only', async () => {
    for (const iss of [
      'https://cards.specimen.example',
      'https://cards.specimen.example/Issuer',
      'https://a.example',
    ]) {
      expect(await codeOf(mintCard(issuer, { payload: cardPayload(undefined, { iss }) }))).toBe('issuer-mismatch');
    }
  });

  test('names of built-in members are no members', async () => {
    for (const json of [
      '{"__proto__":{"iss":"https://a.example"}}',
      '{"constructor":{}}',
      '[]',
      '"iss"',
      'null',
      '1',
    ]) {
      expect(await codeOf(mintCard(issuer, { json }))).toBe('schema-invalid');
    }
    expect(({} as Record<string, unknown>)['iss']).toBeUndefined();
  });

  test('any text, any texts and any payload give a verification and a reading', async () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), maxLength: 200 });
    const anyInput = fc.oneof(
      digits.map((text) => `shc:/${text}`),
      fc.string({ unit: 'binary' }).map((text) => `shc:/${text}`),
      fc.array(
        fc.tuple(fc.nat(30), fc.nat(30), digits).map(([place, total, text]) => `shc:/${place}/${total}/${text}`),
      ),
      fc.uint8Array({ maxLength: 300 }).map((compressed) => mintCard(issuer, { compressed })),
      fc.jsonValue().map((value) => mintCard(issuer, { json: JSON.stringify(value) })),
      fc.jsonValue().map((fhirBundle) => mintCard(issuer, { payload: cardPayload(fhirBundle ?? 0) })),
      fc.jsonValue().map((value) => JSON.stringify({ verifiableCredential: value })),
      fc.string().map((text) => `eyJ${text}`),
    );
    await fc.assert(
      fc.asyncProperty(anyInput, async (hostile) => {
        expect(await codeOf(hostile)).not.toBe('ok');
        expect((await readOn(platform, hostile)).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a bomb', mintCard(issuer, { compressed: deflateRawSync(new Uint8Array(60_000_000)) })],
    ['spaces up to the limit', mintCard(issuer, { json: ' '.repeat(maxJsonLength) })],
    ['many objects', mintCard(issuer, { json: `[${'{"a":1},'.repeat(29_000)}0]` })],
    ['many members', mintJws(issuer, { json: JSON.stringify(Object.fromEntries(numbered(15_000))) })],
    ['backslashes', mintCard(issuer, { json: `"${'\\'.repeat(250_000)}"` })],
    ['many resources', mintCard(issuer, { payload: cardPayload({ resourceType: 'Bundle', entry: many({}) }) })],
    [
      'many doses',
      mintJws(issuer, {
        payload: cardPayload({ resourceType: 'Bundle', entry: [{ resource: patient }, ...many(dose()).slice(10)] }),
      }),
    ],
    ['many digits', `shc:/${'0'.repeat(10_000_000)}`],
    ['many chunks', Array.from({ length: 100_000 }, () => 'shc:/1/2/00')],
    ['a long JWS', `eyJ${'A'.repeat(10_000_000)}.A.A`],
    ['many parts', `eyJ${'.'.repeat(10_000_000)}`],
    ['a long file', `{"verifiableCredential":[${' '.repeat(10_000_000)}`],
  ])(`answers to %s within ${maxMs} ms`, async (_what, hostile) => {
    expect(await quickestMsOf(() => codeOf(hostile))).toBeLessThan(maxMs);
  });
});

function withOtherS(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  return Buffer.concat([bytes.subarray(0, 32), toBytes(order - s)]).toString('base64url');
}

function toBytes(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
}

function numbered(count: number): (readonly [string, number])[] {
  return Array.from({ length: count }, (_unused, at) => [`member ${at}`, at] as const);
}

function many(resource: object): object[] {
  return Array.from({ length: Math.floor(maxJsonLength / (JSON.stringify(resource).length + 14)) }, (_unused, at) => ({
    resource: 'occurrenceDateTime' in resource ? { ...resource, occurrenceDateTime: String(1000 + at) } : resource,
  }));
}

function dose() {
  const vaccineCode = { coding: [{ system: 'x', code: '208' }] };
  return { resourceType: 'Immunization', status: 'completed', occurrenceDateTime: '2021', vaccineCode };
}
