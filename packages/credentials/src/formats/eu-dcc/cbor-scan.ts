import { Refusal } from '../../violation.ts';

/** The deepest certificate seen nests eight levels. A decoder that recurses without limit would exhaust the stack. */
const maxDepth = 16;

const breakByte = 0xff;
const indefinite = -1;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Walks one CBOR item over all bytes before it is decoded, and refuses what the decoder would accept or stumble over:
 * deep nesting, text that is not UTF-8, map keys other than integers and text, a break in the wrong place, trailing bytes.
 */
export function scanCbor(bytes: Uint8Array): void {
  const end = scanItem(bytes, 0, 0);
  if (end !== bytes.length) throw new Refusal('cbor-invalid', 'trailing bytes');
}

function scanItem(bytes: Uint8Array, at: number, depth: number): number {
  if (depth > maxDepth) throw new Refusal('cbor-too-deep');
  const initial = byteAt(bytes, at);
  const content = at + 1 + argumentBytes(initial);
  const argument = readArgument(bytes, at, content);
  switch (initial >>> 5) {
    case 2:
      return endOfBytes(bytes, content, argument);
    case 3:
      return endOfText(bytes, content, argument);
    case 4:
      return scanElements(bytes, content, argument, depth);
    case 5:
      return scanPairs(bytes, content, argument, depth);
    case 6:
      return scanItem(bytes, content, depth + 1);
    default:
      if (argument === indefinite) throw new Refusal('cbor-invalid', 'break');
      return content;
  }
}

function scanElements(bytes: Uint8Array, start: number, count: number, depth: number): number {
  let at = start;
  for (let i = 0; i !== count; i++) {
    if (count === indefinite && bytes[at] === breakByte) return at + 1;
    at = scanItem(bytes, at, depth + 1);
  }
  return at;
}

function scanPairs(bytes: Uint8Array, start: number, count: number, depth: number): number {
  let at = start;
  for (let i = 0; i !== count; i++) {
    const initial = byteAt(bytes, at);
    if (count === indefinite && initial === breakByte) return at + 1;
    const major = initial >>> 5;
    if (major !== 0 && major !== 1 && major !== 3) throw new Refusal('cbor-invalid', 'map key');
    at = scanItem(bytes, scanItem(bytes, at, depth + 1), depth + 1);
  }
  return at;
}

function endOfBytes(bytes: Uint8Array, start: number, length: number): number {
  const end = start + length;
  if (length === indefinite || end > bytes.length) throw new Refusal('cbor-invalid', 'string');
  return end;
}

function endOfText(bytes: Uint8Array, start: number, length: number): number {
  const end = endOfBytes(bytes, start, length);
  for (let at = start; at < end; at++) {
    if (byteAt(bytes, at) > 0x7f) {
      assertUtf8(bytes.subarray(at, end));
      break;
    }
  }
  return end;
}

function assertUtf8(bytes: Uint8Array): void {
  try {
    strictUtf8.decode(bytes);
  } catch {
    throw new Refusal('cbor-invalid', 'text is not UTF-8');
  }
}

/** How many bytes of argument follow the initial byte: 0, 1, 2, 4 or 8. */
function argumentBytes(initial: number): number {
  const length = initial & 31;
  if (length < 24 || length === 31) return 0;
  if (length > 27) throw new Refusal('cbor-invalid', 'reserved length');
  return 1 << (length - 24);
}

function readArgument(bytes: Uint8Array, at: number, content: number): number {
  if (content > bytes.length) throw new Refusal('cbor-invalid', 'truncated');
  const length = byteAt(bytes, at) & 31;
  if (length === 31) return indefinite;
  if (length < 24) return length;
  let argument = 0;
  for (let i = at + 1; i < content; i++) argument = argument * 256 + byteAt(bytes, i);
  return argument;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Refusal('cbor-invalid', 'truncated');
  return byte;
}
