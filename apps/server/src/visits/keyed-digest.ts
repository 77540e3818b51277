import { hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const bytesPerUnit = 3;

/** HMAC-SHA256 (RFC 2104) of a text, in hex. */
export type KeyedDigest = (text: string) => string;

/**
 * Every check-in needs five of them. `createHmac` makes an object outside the JavaScript heap for each, which costs several
 * times the hashing; here the padded key lies ready and the two hashes need no object.
 * @param prefix bytes before each text
 */
export function createKeyedDigest(key: Uint8Array, prefix: Uint8Array = new Uint8Array()): KeyedDigest {
  if (key.length > blockBytes) {
    throw new RangeError(`The key is longer than ${blockBytes} bytes.`);
  }
  const start = blockBytes + prefix.length;
  let inner = Buffer.alloc(start + 1024);
  const outer = Buffer.alloc(blockBytes + digestBytes);
  for (let index = 0; index < blockBytes; index += 1) {
    inner[index] = (key[index] ?? 0) ^ 0x36;
    outer[index] = (key[index] ?? 0) ^ 0x5c;
  }
  inner.set(prefix, blockBytes);
  return (text) => {
    const needed = start + text.length * bytesPerUnit;
    if (needed > inner.length) {
      inner = Buffer.concat([inner.subarray(0, start)], needed);
    }
    const end = start + inner.write(text, start, 'utf8');
    outer.write(hash('sha256', inner.subarray(0, end), 'hex'), blockBytes, 'hex');
    return hash('sha256', outer, 'hex');
  };
}
