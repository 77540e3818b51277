import type { Bytes } from './bytes.ts';
import type { Opened } from './format.ts';
import type { Platform } from './platform.ts';
import type { Algorithm } from './trust/trust-store.ts';

const hexDigits = 32;

/** The credential's stable identifiers, see `Facts`: each source hashed by SHA-256, 16 bytes of it. */
export async function identifiersOf(opened: Opened, platform: Platform): Promise<string[]> {
  const identifiers: string[] = [];
  for (const { kind, content } of opened.getHashSources()) {
    const hash = await platform.sha256Hex(content);
    identifiers.push(`${kind}:${hash.slice(0, hexDigits)}`);
  }
  return identifiers;
}

/** Whoever flips s makes another valid ECDSA signature; r stays. */
export function stablePartOf(algorithm: Algorithm, signature: Bytes): Bytes {
  return algorithm.startsWith('ES') ? signature.subarray(0, signature.length / 2) : signature;
}
