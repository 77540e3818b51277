import { decodeCbor, type TagReader, type Tags } from './cbor-decode.ts';

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

const envelopeTags: Tags = new Map(
  [18, 61].map((tag) => [tag, (content: unknown) => new Tagged(tag, content)] as const),
);

const noTags: Tags = new Map();

/** Some issuers tag dates: 0 is text already, 1 is seconds since the epoch. */
const dateTags: Tags = new Map<number, TagReader>([
  [0, (content) => content],
  [1, (content) => new Date(Number(content) * 1000).toISOString()],
]);

export function decodeEnvelopeCbor(bytes: Uint8Array): unknown {
  return decodeCbor(bytes, envelopeTags);
}

export function decodeHeadersCbor(bytes: Uint8Array): unknown {
  return decodeCbor(bytes, noTags);
}

export function decodePayloadCbor(bytes: Uint8Array): unknown {
  return decodeCbor(bytes, dateTags);
}
