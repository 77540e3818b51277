import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealing.ts';

const key = randomBytes(32);
const plain = Buffer.from('rahasia');

describe('what is sealed', () => {
  it('opens with its key and for its context only', () => {
    const sealed = seal(plain, key, 'a');
    expect(unseal(sealed, key, 'a')).toEqual(plain);
    expect(() => unseal(sealed, key, 'b')).toThrow(/authenticate/);
    expect(() => unseal(sealed, randomBytes(32), 'a')).toThrow(/authenticate/);
  });

  it('does not open when a byte of it was changed, or it was cut', () => {
    const sealed = Buffer.from(seal(plain, key, 'a'), 'base64');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(changed.toString('base64'), key, 'a')).toThrow(/authenticate/);
      expect(() => unseal(sealed.subarray(0, at).toString('base64'), key, 'a')).toThrow(
        /authenticate|authentication tag|initialization vector/i,
      );
    }
  });

  it('never looks the same twice', () => {
    expect(seal(plain, key, 'a')).not.toBe(seal(plain, key, 'a'));
  });
});
