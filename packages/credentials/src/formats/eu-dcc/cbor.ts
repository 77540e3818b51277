import { decode, type TagDecoder } from 'cborg';
import { Refusal } from '../../violation.ts';
import { scanCbor } from './cbor-scan.ts';

export type CborMap = ReadonlyMap<unknown, unknown>;

/** A tagged value of the envelope, kept apart so that the order of tags can be checked. */
export class Tagged {
  readonly tag: number;
  readonly value: unknown;

  constructor(tag: number, value: unknown) {
    this.tag = tag;
    this.value = value;
  }
}

const envelopeTags: Record<number, TagDecoder> = {
  18: (content) => new Tagged(18, content()),
  61: (content) => new Tagged(61, content()),
};

/** Some issuers tag dates: 0 is text already, 1 is seconds since the epoch. */
const dateTags: Record<number, TagDecoder> = {
  0: (content) => content(),
  1: (content) => new Date(Number(content()) * 1000).toISOString(),
};

export function decodeEnvelopeCbor(bytes: Uint8Array): unknown {
  return decodeStrictly(bytes, envelopeTags);
}

export function decodeHeadersCbor(bytes: Uint8Array): unknown {
  return decodeStrictly(bytes, {});
}

export function decodePayloadCbor(bytes: Uint8Array): unknown {
  return decodeStrictly(bytes, dateTags);
}

function decodeStrictly(bytes: Uint8Array, tags: Record<number, TagDecoder>): unknown {
  scanCbor(bytes);
  try {
    return decode(bytes, { tags, useMaps: true, rejectDuplicateMapKeys: true });
  } catch (error) {
    const repeated = error instanceof Error && error.message.includes('repeat map key');
    throw new Refusal(repeated ? 'cbor-duplicate-key' : 'cbor-invalid');
  }
}
