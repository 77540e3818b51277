import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyedDigest } from './keyed-digest.ts';

it('is HMAC-SHA256, whatever was digested before', () => {
  const key = randomBytes(32);
  const prefix = randomBytes(32);
  const digest = createKeyedDigest(key);
  const prefixed = createKeyedDigest(key, prefix);
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 1_000, maxLength: 9_000 }));
  const property = fc.property(text, (given) => {
    expect(digest(given)).toBe(createHmac('sha256', key).update(given).digest('hex'));
    expect(prefixed(given)).toBe(createHmac('sha256', key).update(prefix).update(given).digest('hex'));
  });
  fc.assert(property);
});

it.each([
  // RFC 4231, test cases 1 and 2.
  [
    '0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b',
    'Hi There',
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  ['4a656665', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
])('of the key %s is what the standard says', (key, text, expected) => {
  expect(createKeyedDigest(Buffer.from(key, 'hex'))(text)).toBe(expected);
});

it('takes no key that would have to be hashed first', () => {
  expect(() => createKeyedDigest(randomBytes(65))).toThrow(RangeError);
});
