import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../violation.ts';
import { decodeEnvelopeCbor, decodeHeadersCbor, decodePayloadCbor } from './cbor.ts';

describe('strict CBOR', () => {
  test.each([
    ['a2010a010b', 'cbor-duplicate-key', 'an integer key twice'],
    ['a2010a1b00000000000000010b', 'cbor-duplicate-key', 'the same integer key in a longer form'],
    ['a26161016161 02', 'cbor-duplicate-key', 'a text key twice'],
    ['bf616101616102ff', 'cbor-duplicate-key', 'a text key twice in an indefinite map'],
    ['a1a2010201030a', 'cbor-invalid', 'a map as key'],
    ['a141010a', 'cbor-invalid', 'bytes as key'],
    ['a1f93c000a', 'cbor-invalid', 'a float as key'],
    ['a101', 'cbor-invalid', 'a map cut short'],
    ['a101ff', 'cbor-invalid', 'a break as value'],
    ['8201ff', 'cbor-invalid', 'a break in an array of known length'],
    ['bf01ff', 'cbor-invalid', 'a break between key and value'],
    ['ff', 'cbor-invalid', 'a lone break'],
    ['0101', 'cbor-invalid', 'trailing bytes'],
    ['', 'cbor-invalid', 'nothing'],
    ['1c', 'cbor-invalid', 'a reserved length'],
    ['9affffffff', 'cbor-invalid', 'an array of 2^32'],
    ['9bffffffffffffffff', 'cbor-invalid', 'an array of 2^64'],
    ['5bffffffffffffffff00', 'cbor-invalid', 'a byte string of 2^64'],
    ['62c328', 'cbor-invalid', 'text that is not UTF-8'],
    ['5f4101ff', 'cbor-invalid', 'a byte string in pieces'],
    ['c249010000000000000000', 'cbor-invalid', 'a bignum'],
    ['d8184101', 'cbor-invalid', 'an embedded item'],
    ['c1fb7ff0000000000000', 'cbor-invalid', 'an instant that does not exist'],
    ['d23f', 'cbor-invalid', 'an indefinite integer'],
  ])('refuses %s: %s, %s', (hex, code) => {
    expect(() => decodePayloadCbor(fromHex(hex))).toThrow(code);
  });

  test('refuses deep nesting quickly, whatever its kind', () => {
    for (const byte of [0x81, 0x9f, 0xc1]) {
      const nested = new Uint8Array(60_000).fill(byte);
      expect(() => decodePayloadCbor(nested)).toThrow('cbor-too-deep');
    }
  });

  test('reads dates with tags 0 and 1 in the payload only', () => {
    expect(decodePayloadCbor(fromHex('c06a323032312d30392d3031'))).toBe('2021-09-01');
    expect(decodePayloadCbor(fromHex('c11a612ec480'))).toBe('2021-09-01T00:08:32.000Z');
    expect(() => decodeEnvelopeCbor(fromHex('c11a612ec480'))).toThrow('cbor-invalid');
    expect(() => decodeHeadersCbor(fromHex('d201'))).toThrow('cbor-invalid');
  });

  test.each([
    ['17', 23],
    ['1903e8', 1000],
    ['3903e7', -1000],
    ['1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['1bffffffffffffffff', 18446744073709551615n],
    ['3bffffffffffffffff', -18446744073709551616n],
    ['f93e00', 1.5],
    ['f90001', 2 ** -24],
    ['f97c00', Number.POSITIVE_INFINITY],
    ['fa47c35000', 100_000],
    ['fbc010666666666666', -4.1],
    ['83f4f5f6', [false, true, null]],
    ['63e6b0b4', '水'],
    ['9f0102ff', [1, 2]],
    ['bf6161f7ff', new Map([['a', undefined]])],
  ])('reads %s', (hex, value) => expect(decodePayloadCbor(fromHex(hex))).toEqual(value));

  test.each(['f8ff', 'e0', 'f9'])('refuses the simple value %s', (hex) => {
    expect(() => decodePayloadCbor(fromHex(hex))).toThrow('cbor-invalid');
  });

  test('reads back what another encoder writes', () => {
    const key = fc.oneof(fc.string({ maxLength: 300 }), fc.integer());
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small', maxDepth: 5 },
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true }).filter((number) => !Object.is(number, -0)),
        fc.boolean(),
        fc.constant(null),
        fc.uint8Array({ maxLength: 300 }),
        fc.array(tie('any'), { maxLength: 5 }),
        fc.array(fc.tuple(key, tie('any')), { maxLength: 5 }).map((pairs) => new Map(pairs)),
      ),
    })).any;
    fc.assert(
      fc.property(value, (given) => {
        expect(decodePayloadCbor(encode(given))).toEqual(given);
      }),
    );
  });

  test('refuses more items than any certificate has', () => {
    const listOf = (length: number): Uint8Array => encode(Array.from({ length }, () => 0));
    expect(decodePayloadCbor(listOf(9_999))).toHaveLength(9_999);
    expect(() => decodePayloadCbor(listOf(10_000))).toThrow('cbor-invalid');
  });

  test('keeps a hostile member name as a plain key', () => {
    const decoded = decodePayloadCbor(encode(new Map([['__proto__', new Map([['polluted', true]])]])));
    expect(decoded).toEqual(new Map([['__proto__', new Map([['polluted', true]])]]));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('answers to any bytes with a value or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const decode of [decodeEnvelopeCbor, decodeHeadersCbor, decodePayloadCbor]) {
          expect(['value', 'refusal']).toContain(outcomeOf(decode, bytes));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function outcomeOf(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): unknown {
  try {
    decode(bytes);
    return 'value';
  } catch (error) {
    return error instanceof Refusal ? 'refusal' : error;
  }
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}
