import type { Bytes } from '../bytes.ts';
import { DerReader, readObjectId, tags, type DerElement } from '../x509/index.ts';
import { CmsFault } from './cms-fault.ts';

/**
 * The outer layers of signed data may be in BER (ITU-T X.690 §8): whoever signs a stream does not know its length in advance.
 * All that is signed itself, or names a signer, is DER and read by `DerReader`.
 */

/** Streams nest five levels; every level more is somebody's attempt to make reading slow. */
const maxDepth = 12;
const maxElements = 65_536;
const maxLengthBytes = 4;

const constructed = 0x20;
const constructedOctets = tags.octets | constructed;

/** Walks the elements of one content from first to last, as {@link DerReader} does. @throws CmsFault */
export class BerReader {
  readonly #elements: readonly DerElement[];
  #at = 0;

  constructor(content: Bytes) {
    this.#elements = elementsOf(content);
  }

  find(tag: number): DerElement | undefined {
    const element = this.#elements[this.#at];
    if (element?.tag !== tag) return undefined;
    this.#at += 1;
    return element;
  }

  get(tag: number): DerElement {
    return this.find(tag) ?? refuse('an element is missing or of another kind');
  }

  open(tag: number): BerReader {
    return new BerReader(this.get(tag).content);
  }

  /** All elements that are left. */
  rest(): readonly DerElement[] {
    const rest = this.#elements.slice(this.#at);
    this.#at = this.#elements.length;
    return rest;
  }

  end(): void {
    if (this.#at < this.#elements.length) refuse('something follows that does not belong there');
  }

  /** Dotted. May throw a Refusal. */
  objectId(): string {
    return readObjectId(new DerReader(this.get(tags.objectId).raw, 'object identifier'));
  }

  /** The bytes of an octet string, also where it comes in pieces (X.690 §8.7.3). */
  octets(): Bytes {
    const whole = this.find(tags.octets);
    if (whole !== undefined) return whole.content;
    const pieces = elementsOf(this.get(constructedOctets).content);
    if (pieces.some(({ tag }) => tag !== tags.octets)) refuse('a piece of an octet string is none');
    return new Uint8Array(Buffer.concat(pieces.map(({ content }) => content)));
  }
}

function refuse(detail: string): never {
  throw new CmsFault('malformed', detail);
}

function elementsOf(content: Bytes): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < content.length;) {
    if (elements.length === maxElements) refuse('too many elements');
    const element = elementAt(content, at, 0);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

function elementAt(bytes: Bytes, at: number, depth: number): DerElement {
  const tag = bytes[at] ?? refuse('it ends too early');
  // Tag 0 ends a content of indefinite length; tag numbers above 30 take several bytes and do not occur.
  if (tag === 0 || (tag & 0x1f) === 0x1f) refuse('a tag that does not occur');
  const { length, contentAt } = lengthAt(bytes, at + 1);
  if (length === null) return indefiniteElement(bytes, { tag, at, contentAt }, depth);
  const end = contentAt + length;
  if (end > bytes.length) refuse('it ends too early');
  return { tag, content: bytes.subarray(contentAt, end), raw: bytes.subarray(at, end) };
}

function indefiniteElement(
  bytes: Bytes,
  { tag, at, contentAt }: { tag: number; at: number; contentAt: number },
  depth: number,
): DerElement {
  if ((tag & constructed) === 0 || depth === maxDepth) refuse('an indefinite length where none may be');
  let end = contentAt;
  while (bytes[end] !== 0 || bytes[end + 1] !== 0) end += elementAt(bytes, end, depth + 1).raw.length;
  return { tag, content: bytes.subarray(contentAt, end), raw: bytes.subarray(at, end + 2) };
}

/** `null` is an indefinite length. */
function lengthAt(bytes: Bytes, at: number): { length: number | null; contentAt: number } {
  const first = bytes[at] ?? refuse('it ends too early');
  if (first < 0x80) return { length: first, contentAt: at + 1 };
  const count = first - 0x80;
  if (count === 0) return { length: null, contentAt: at + 1 };
  if (count > maxLengthBytes) refuse('a length of too many bytes');
  const digits = bytes.subarray(at + 1, at + 1 + count);
  if (digits.length < count) refuse('it ends too early');
  return { length: digits.reduce((sum, digit) => sum * 256 + digit, 0), contentAt: at + 1 + count };
}
