import { Refusal } from '../violation.ts';

/** Real certificates nest six levels. A decoder that recurses without limit would exhaust the stack. */
const maxDepth = 16;
/** Real certificates have some hundred. */
const maxItems = 10_000;

const breakByte = 0xff;
const indefinite = -1;
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Turns the content of a tag into a value; a RangeError says that it cannot. */
export type TagReader = (content: unknown) => unknown;
export type Tags = ReadonlyMap<number, TagReader>;

/**
 * Decodes exactly one CBOR item (RFC 8949) from all bytes: maps as `Map`, numbers beyond 2^53 as bigint. Refused are deep
 * nesting, more than 10,000 items, text that is not UTF-8, map keys other than integers and text, a key twice, strings in pieces, tags that are not
 * listed, simple values without a meaning, and anything behind the item.
 */
export function decodeCbor(bytes: Uint8Array, tags: Tags): unknown {
  return new Decoder(bytes, tags).decode();
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #tags: Tags;
  #at = 0;
  #items = 0;

  constructor(bytes: Uint8Array, tags: Tags) {
    this.#bytes = bytes;
    this.#tags = tags;
  }

  decode(): unknown {
    const value = this.#item(0);
    if (this.#at !== this.#bytes.length) throw invalid('trailing bytes');
    return value;
  }

  #item(depth: number): unknown {
    if (depth > maxDepth) throw new Refusal('cbor-too-deep');
    if (++this.#items > maxItems) throw invalid('too many items');
    const initial = this.#byte();
    const low = initial & 31;
    switch (initial >>> 5) {
      case 0:
        return this.#integer(low, false);
      case 1:
        return this.#integer(low, true);
      case 2:
        return new Uint8Array(this.#take(this.#argument(low)));
      case 3:
        return this.#text(this.#argument(low));
      case 4:
        return this.#elements(this.#argument(low), depth + 1);
      case 5:
        return this.#pairs(this.#argument(low), depth + 1);
      case 6:
        return this.#tagged(this.#argument(low), depth + 1);
      default:
        return this.#simple(low);
    }
  }

  #integer(low: number, isNegative: boolean): number | bigint {
    const start = this.#at;
    const argument = this.#argument(low);
    if (argument === indefinite) throw invalid('break');
    if (argument <= Number.MAX_SAFE_INTEGER) return isNegative ? -1 - argument : argument;
    const exact = this.#view(start, 8).getBigUint64(0);
    const value = isNegative ? -1n - exact : exact;
    return exact > maxSafe ? value : Number(value);
  }

  #elements(count: number, depth: number): unknown[] {
    const elements: unknown[] = [];
    for (let i = 0; i !== count; i++) {
      if (count === indefinite && this.#endsHere()) break;
      elements.push(this.#item(depth));
    }
    return elements;
  }

  #pairs(count: number, depth: number): Map<unknown, unknown> {
    const pairs = new Map<unknown, unknown>();
    for (let i = 0; i !== count; i++) {
      if (count === indefinite && this.#endsHere()) break;
      const major = (this.#bytes[this.#at] ?? breakByte) >>> 5;
      if (major !== 0 && major !== 1 && major !== 3) throw invalid('map key');
      const key = this.#item(depth);
      if (pairs.has(key)) throw new Refusal('cbor-duplicate-key');
      pairs.set(key, this.#item(depth));
    }
    return pairs;
  }

  #endsHere(): boolean {
    const ends = this.#bytes[this.#at] === breakByte;
    if (ends) this.#at++;
    return ends;
  }

  #tagged(tag: number, depth: number): unknown {
    const content = this.#item(depth);
    const read = this.#tags.get(tag);
    if (read === undefined) throw invalid('tag');
    try {
      return read(content);
    } catch (error) {
      throw error instanceof RangeError ? invalid('content of a tag') : error;
    }
  }

  #text(length: number): string {
    const start = this.#pass(length);
    const short = length > maxShortBytes ? undefined : readAscii(this.#bytes, start, this.#at);
    return short ?? decodeUtf8(this.#bytes.subarray(start, this.#at));
  }

  #simple(low: number): unknown {
    if (low === 20 || low === 21) return low === 21;
    if (low === 22) return null;
    if (low === 23) return undefined;
    const start = this.#at;
    if (low === 25) return toHalfFloat(this.#argument(low));
    if (low === 26) return this.#view(start, 4).getFloat32(0);
    if (low === 27) return this.#view(start, 8).getFloat64(0);
    throw invalid(low === 31 ? 'break' : 'simple value');
  }

  #view(start: number, length: number): DataView {
    this.#at = start;
    const { buffer, byteOffset } = this.#take(length);
    return new DataView(buffer, byteOffset, length);
  }

  #take(length: number): Uint8Array {
    const start = this.#pass(length);
    return this.#bytes.subarray(start, this.#at);
  }

  /** Goes past so many bytes and says where they begin. */
  #pass(length: number): number {
    const start = this.#at;
    if (length === indefinite || start + length > this.#bytes.length) throw invalid('string');
    this.#at += length;
    return start;
  }

  /** The length of a string, the size of a collection or the number itself; 0, 1, 2, 4 or 8 bytes follow for it. */
  #argument(low: number): number {
    if (low < 24) return low;
    if (low === 31) return indefinite;
    if (low > 27) throw invalid('reserved length');
    let argument = 0;
    for (let left = 1 << (low - 24); left > 0; left--) argument = argument * 256 + this.#byte();
    return argument;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw invalid('truncated');
    return byte;
  }
}

/** Texts of certificates are short and mostly plain: put together by hand they take half the time of a decoder's. */
const maxShortBytes = 256;

function readAscii(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw invalid('text is not UTF-8');
  }
}

/** IEEE 754 binary16. */
function toHalfFloat(bits: number): number {
  const sign = bits >>> 15 === 0 ? 1 : -1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function invalid(detail: string): Refusal {
  return new Refusal('cbor-invalid', detail);
}
