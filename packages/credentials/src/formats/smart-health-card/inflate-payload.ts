import type { Bytes } from '../../bytes.ts';
import { maxJsonLength } from '../../json.ts';
import type { Inflated, Platform } from '../../platform.ts';
import { Refusal } from '../../violation.ts';

/** CRC-32 and length, what gzip writes behind a stream (RFC 1952 §2.3.1). */
const trailerBytes = 8;

/** Inflates the payload of a card, also where an issuer's gzip left its trailer behind it, as Senegal's does. */
export async function inflatePayload(bytes: Bytes, platform: Platform): Promise<Bytes> {
  const inflated = await platform.inflate(bytes, maxJsonLength, 'raw');
  const found = inflated === 'invalid' ? await inflateBeforeTrailer(bytes, platform) : inflated;
  if (found === 'too-large')
    throw new Refusal('inflate-too-large', undefined, { section: 'SHC, Health Cards are Small' });
  if (found === 'invalid') throw new Refusal('inflate-invalid', undefined, { section: 'RFC 1951 §3.2' });
  return found;
}

async function inflateBeforeTrailer(bytes: Bytes, platform: Platform): Promise<Inflated> {
  const end = bytes.length - trailerBytes;
  if (end <= 0) return 'invalid';
  const inflated = await platform.inflate(bytes.subarray(0, end), maxJsonLength, 'raw');
  if (typeof inflated === 'string') return inflated;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end + 4, true);
  return length === inflated.length ? inflated : 'invalid';
}
