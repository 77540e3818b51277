import { Refusal } from '../../violation.ts';

/** Real certificates nest six levels. A decoder that recurses without limit would exhaust the stack. */
const maxDepth = 16;

const breakByte = 0xff;
const indefinite = -1;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Walks one CBOR item over all bytes before it is decoded, and refuses what the decoder would accept or stumble over:
 * deep nesting, text that is not UTF-8, map keys other than integers and text, a break in the wrong place, trailing bytes.
 */
export function scanCbor(bytes: Uint8Array): void {
  new Scanner(bytes).scan();
}

class Scanner {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  scan(): void {
    this.#item(0);
    if (this.#at !== this.#bytes.length) throw invalid('trailing bytes');
  }

  #item(depth: number): void {
    if (depth > maxDepth) throw new Refusal('cbor-too-deep');
    const initial = this.#byte();
    const argument = this.#argument(initial & 31);
    switch (initial >>> 5) {
      case 2:
        return this.#skip(argument);
      case 3:
        return this.#text(argument);
      case 4:
        return this.#elements(argument, depth + 1);
      case 5:
        return this.#pairs(argument, depth + 1);
      case 6:
        return this.#item(depth + 1);
      default:
        if (argument === indefinite) throw invalid('break');
    }
  }

  #elements(count: number, depth: number): void {
    for (let i = 0; i !== count; i++) {
      if (count === indefinite && this.#endsHere()) return;
      this.#item(depth);
    }
  }

  #pairs(count: number, depth: number): void {
    for (let i = 0; i !== count; i++) {
      if (count === indefinite && this.#endsHere()) return;
      const major = (this.#bytes[this.#at] ?? breakByte) >>> 5;
      if (major !== 0 && major !== 1 && major !== 3) throw invalid('map key');
      this.#item(depth);
      this.#item(depth);
    }
  }

  #endsHere(): boolean {
    const ends = this.#bytes[this.#at] === breakByte;
    if (ends) this.#at++;
    return ends;
  }

  #text(length: number): void {
    const start = this.#at;
    this.#skip(length);
    for (let at = start; at < this.#at; at++) {
      if ((this.#bytes[at] ?? 0) > 0x7f) {
        assertUtf8(this.#bytes.subarray(at, this.#at));
        return;
      }
    }
  }

  #skip(length: number): void {
    if (length === indefinite || this.#at + length > this.#bytes.length) throw invalid('string');
    this.#at += length;
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

function assertUtf8(bytes: Uint8Array): void {
  try {
    strictUtf8.decode(bytes);
  } catch {
    throw invalid('text is not UTF-8');
  }
}

function invalid(detail: string): Refusal {
  return new Refusal('cbor-invalid', detail);
}
