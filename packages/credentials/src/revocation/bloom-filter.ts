import type { Bytes } from '../bytes.ts';
import { hashBytes } from './packed-hashes.ts';

/** A set of hashes that may also claim hashes it was not given, at a known rate. */
export interface BloomFilter {
  /** One bit each, the lowest bit of a byte first. Their number is eight times the length. */
  readonly bits: Bytes;
  /** How many bits stand for one hash. */
  readonly probes: number;
}

export const maxProbes = 64;
const maxFilterBytes = 2 ** 29;

/**
 * Makes the smallest filter of packed 16-byte hashes that errs at `falsePositiveRate` (0.0001: one in ten thousand
 * credentials that are not revoked is taken for revoked).
 */
export function createBloomFilter(packed: Uint8Array, falsePositiveRate: number): BloomFilter {
  if (!(falsePositiveRate > 0 && falsePositiveRate < 1)) throw new TypeError('a rate must lie between 0 and 1');
  const bitsPerHash = -Math.log(falsePositiveRate) / Math.LN2 ** 2;
  const count = Math.max(1, packed.length / hashBytes);
  const bytes = Math.min(maxFilterBytes, Math.ceil((count * bitsPerHash) / 8));
  const probes = Math.min(maxProbes, Math.max(1, Math.round(bitsPerHash * Math.LN2)));
  const filter = { bits: new Uint8Array(bytes), probes };
  for (let at = 0; at < packed.length; at += hashBytes) add(filter, packed.subarray(at, at + hashBytes));
  return filter;
}

function add({ bits, probes }: BloomFilter, hash: Uint8Array): void {
  const size = bits.length * 8;
  const { first, step } = startOf(hash);
  for (let probe = 0; probe < probes; probe++) {
    const bit = (first + probe * step) % size;
    bits[bit >>> 3] = (bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
  }
}

export function mayInclude({ bits, probes }: BloomFilter, hash: Uint8Array): boolean {
  const size = bits.length * 8;
  if (size === 0) return false;
  const { first, step } = startOf(hash);
  for (let probe = 0; probe < probes; probe++) {
    const bit = (first + probe * step) % size;
    if (((bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** Two parts of a SHA-256 serve as well as any number of independent hashes (Kirsch and Mitzenmacher, 2006). */
function startOf(hash: Uint8Array): { readonly first: number; readonly step: number } {
  return { first: wordAt(hash, 0), step: (wordAt(hash, 4) | 1) >>> 0 };
}

function wordAt(hash: Uint8Array, at: number): number {
  const byte = (offset: number): number => hash[at + offset] ?? 0;
  return ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0;
}
