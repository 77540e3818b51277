import type { Bytes } from '../bytes.ts';
import { Refusal } from '../violation.ts';

/** Tags of ITU-T X.690 that certificates use; the constructed ones include the constructed bit. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag of a context-specific element; a constructed one holds elements of its own. */
export function contextTag(number: number, form: 'constructed' | 'primitive'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) + number;
}

/** One encoded value: its content alone, and the whole with tag and length. */
export interface DerElement {
  readonly tag: number;
  readonly content: Bytes;
  readonly raw: Bytes;
}

export function refuseCertificate(detail: string): never {
  throw new Refusal('certificate-invalid', detail);
}

/**
 * Walks the elements of one DER content from first to last. It goes no deeper by itself: whoever wants the elements of an
 * element opens another walk, so that no input decides how deep the reading goes.
 */
export class DerReader {
  readonly #bytes: Bytes;
  readonly #where: string;
  #at = 0;

  constructor(bytes: Bytes, where: string) {
    this.#bytes = bytes;
    this.#where = where;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  refuse(): never {
    return refuseCertificate(this.#where);
  }

  /** The next element, whatever its tag. */
  next(): DerElement {
    const start = this.#at;
    const tag = this.#byte();
    // Tag numbers above 30 take several bytes; no certificate has them.
    if ((tag & 0x1f) === 0x1f) this.refuse();
    const length = this.#length();
    const contentAt = this.#at;
    if (length > this.#bytes.length - contentAt) this.refuse();
    this.#at = contentAt + length;
    return { tag, content: this.#bytes.subarray(contentAt, this.#at), raw: this.#bytes.subarray(start, this.#at) };
  }

  get(tag: number): DerElement {
    return this.find(tag) ?? this.refuse();
  }

  find(tag: number): DerElement | undefined {
    return this.peek() === tag ? this.next() : undefined;
  }

  /** The tag of the next element; nothing at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#at];
  }

  /** A walk through the next element, which must have this tag. */
  open(tag: number = tags.sequence): DerReader {
    return new DerReader(this.get(tag).content, this.#where);
  }

  end(): void {
    if (!this.isAtEnd) this.refuse();
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    return byte ?? this.refuse();
  }

  /** Definite, and as short as can be (X.690 §10.1). Two bytes of length are more than a certificate may have. */
  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    if (first === 0x81) {
      const length = this.#byte();
      return length >= 0x80 ? length : this.refuse();
    }
    if (first !== 0x82) return this.refuse();
    const length = this.#byte() * 0x100 + this.#byte();
    return length >= 0x100 ? length : this.refuse();
  }
}
