import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTrustStore, violationCodes } from './index.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { readOn } from './read-credential.ts';
import {
  createDivocIssuer,
  credential,
  event,
  mintDocument,
  mintText,
  secondEvent,
  specimenNow,
  toB64Text,
  zip,
} from './specimens-divoc.ts';
import { verifyOn, type Verification } from './verify-credential.ts';
import { maxMs, quickestMsOf } from './specimen-time.ts';

const issuer = createDivocIssuer();
const options = { trust: createTrustStore([issuer.trustEntry]), now: specimenNow };
const document = await mintDocument(issuer);
const archive = zip(document);

const platforms = [
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const;

describe.each(platforms)('hostile DIVOC input on the %s platform', (_name, platform) => {
  async function codeOf(hostile: string | Uint8Array): Promise<string> {
    const verification = await verifyOn(platform, hostile, options);
    if (verification.ok) return 'ok';
    expect(violationCodes).toContain(verification.violation.code);
    expect(verification.violation.code).not.toBe('unexpected-error');
    return verification.violation.code;
  }

  test('no truncation verifies: of the archive, the text, the document', async () => {
    const text = toB64Text(archive);
    for (let length = 0; length < archive.length; length++)
      expect(await codeOf(archive.slice(0, length))).not.toBe('ok');
    for (let length = 0; length < text.length; length++) expect(await codeOf(text.slice(0, length))).not.toBe('ok');
    for (let length = 0; length < document.length; length += 3) {
      expect(await codeOf(zip(document.slice(0, length)))).not.toBe('ok');
    }
  });

  test('a flipped bit of the archive changes nothing or refuses', async () => {
    const expected = await verifyOn(platform, archive, options);
    expect(expected.ok).toBe(true);
    for (let bit = 0; bit < archive.length * 8; bit += 3) {
      const verification = await verifyOn(platform, flip(archive, bit), options);
      expect(verification.ok ? verification : expected).toEqual(expected);
    }
  });

  test('a changed character of the document refuses, or names the same facts', async () => {
    const expected = await verifyOn(platform, archive, options);
    const change = fc.tuple(fc.nat(document.length - 1), fc.constantFrom(...'"{}[]:,0129aZ \\'.split('')));
    await fc.assert(
      fc.asyncProperty(change, async ([at, character]) => {
        const changed = document.slice(0, at) + character + document.slice(at + 1);
        const verification = await verifyOn(platform, zip(changed), options);
        expect(verification.ok ? verification : expected).toEqual(expected);
      }),
      { numRuns: 600 },
    );
  });

  test('values exchanged between members change neither the dose, its date, the holder nor the identifiers', async () => {
    const groups = [
      ['dose', 'totalDoses'],
      ['date', 'effectiveStart', 'effectiveUntil'],
      ['certificateId', 'batch', 'vaccine', 'manufacturer', 'icd11Code'],
    ];
    const orders = fc.tuple(...groups.map((names) => fc.shuffledSubarray(names, { minLength: names.length })));
    const expected = await verifyOn(platform, archive, options);
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(orders, async (shuffled) => {
        const sources = shuffled.flatMap((names, group) =>
          names.map((from, at) => [groups[group]?.[at] ?? '', event[from]]),
        );
        const evidence = [{ ...event, ...Object.fromEntries(sources) }];
        const shown = { ...(JSON.parse(document) as object), evidence };
        const verification = await verifyOn(platform, zip(JSON.stringify(shown)), options);
        accepted += verification.ok ? 1 : 0;
        expect(verification.ok ? stableFactsOf(verification) : stableFactsOf(expected)).toEqual(
          stableFactsOf(expected),
        );
      }),
      { numRuns: 100 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  test('any bytes and any JSON give a verification and a reading', async () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.of(0x50, 0x4b, 3, 4, ...bytes)),
      fc.string({ unit: 'binary' }).map((rest) => `B64:${rest}`),
      fc.json({ maxDepth: 4 }).map((text) => zip(text)),
      fc.object({ maxDepth: 3 }).map((members) => zip(JSON.stringify({ ...credential, ...members }))),
    );
    await fc.assert(
      fc.asyncProperty(any, async (hostile) => {
        expect(await codeOf(hostile)).not.toBe('ok');
        expect(await readOn(platform, hostile)).toBeDefined();
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['a bomb', () => zip(' '.repeat(4_000_000))],
    [
      'many members',
      () => zip(JSON.stringify(Object.fromEntries(Array.from({ length: 6000 }, (_, at) => [`m${at}`, 1])))),
    ],
    ['an archive of nothing but headers', () => Uint8Array.of(...archive.slice(0, 30), ...new Uint8Array(4200))],
  ])(`answers to %s within ${maxMs} ms`, async (_what, hostile) => {
    const input = hostile();
    expect(await quickestMsOf(() => codeOf(input))).toBeLessThan(maxMs);
  });

  test(`verifies as many like vaccinations as there may be within ${maxMs} ms`, async () => {
    const { id: _id, ...nameless } = event;
    const bomb = await mintText(issuer, { credential: { ...credential, evidence: Array(8).fill(nameless) } });
    const series = Array.from({ length: 8 }, (_unused, at) => ({ ...secondEvent, id: `https://issuer.example/${at}` }));
    const large = await mintText(issuer, { credential: { ...credential, evidence: series } });
    for (const input of [bomb, large]) expect(await quickestMsOf(() => codeOf(input))).toBeLessThan(maxMs);
    expect(await codeOf(large)).toBe('ok');
  });
});

/** Without the trade names, which may change places among themselves. */
function stableFactsOf(verification: Verification): unknown {
  if (!verification.ok) return verification.violation;
  const doses = verification.facts.doses.map(({ number, of, givenOn, country }) => [number, of, givenOn, country]);
  return { ...verification.facts, doses };
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}
