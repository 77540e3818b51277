/** The few DER encodings (ITU-T X.690) that a certificate needs. */

const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  time: 0x18,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
};

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return element(tags.sequence, Buffer.concat(parts));
}

export function set(part: Uint8Array): Uint8Array {
  return element(tags.set, part);
}

export function explicit(number: number, part: Uint8Array): Uint8Array {
  return element(0xa0 + number, part);
}

/** A positive integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Uint8Array.of(0) : bytes.subarray(start);
  const isNegative = (digits[0] ?? 0) > 0x7f;
  return element(tags.integer, isNegative ? Uint8Array.of(0, ...digits) : digits);
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return element(tags.octets, bytes);
}

export function bitString(bytes: Uint8Array): Uint8Array {
  return element(tags.bits, Uint8Array.of(0, ...bytes));
}

export function text(value: string): Uint8Array {
  return element(tags.utf8, new TextEncoder().encode(value));
}

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function time(instant: Date): Uint8Array {
  const digits = `${instant.toISOString().slice(0, 19).replace(/[-:T]/gu, '')}Z`;
  const isShort = instant.getUTCFullYear() >= 1950 && instant.getUTCFullYear() < 2050;
  return element(isShort ? tags.utcTime : tags.time, Buffer.from(isShort ? digits.slice(2) : digits, 'latin1'));
}

export function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return element(tags.objectId, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function element(tag: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), lengthBytes(content.length), content]);
}

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const digits = [length & 0xff];
  for (let rest = length >>> 8; rest > 0; rest >>>= 8) digits.unshift(rest & 0xff);
  return Uint8Array.of(0x80 + digits.length, ...digits);
}
