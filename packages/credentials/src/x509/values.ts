import { toHex, type Bytes } from '../bytes.ts';
import { refuseCertificate, tags, type DerElement, type DerReader } from './der.ts';

/** Readers of single DER values. They throw a Refusal where the encoding is not the one that DER allows. */

const maxObjectIdBytes = 32;

export function readObjectId(reader: DerReader): string {
  const { content } = reader.get(tags.objectId);
  if (content.length > maxObjectIdBytes) return reader.refuse();
  const arcs: number[] = [];
  let arc = 0;
  let isInside = false;
  for (const byte of content) {
    if (!isInside && byte === 0x80) return reader.refuse();
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) return reader.refuse();
    isInside = byte >= 0x80;
    if (isInside) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first, ...others] = arcs;
  if (first === undefined || isInside) return reader.refuse();
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...others].join('.');
}

/** An integer that is not negative, big-endian without leading zeros; zero is empty. */
export function readUnsigned(reader: DerReader): Bytes {
  const content = readInteger(reader);
  if ((content[0] ?? 0) > 0x7f) return reader.refuse();
  return content[0] === 0 ? content.subarray(1) : content;
}

/** An integer of any sign in the fewest bytes, as it is encoded. */
export function readInteger(reader: DerReader): Bytes {
  const { content } = reader.get(tags.integer);
  const [first, second = 0] = content;
  if (first === undefined) return reader.refuse();
  const isPadded = content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  return isPadded ? reader.refuse() : content;
}

/** An integer below 65,536. */
export function readSmallInteger(reader: DerReader): number {
  const bytes = readUnsigned(reader);
  if (bytes.length > 2) return reader.refuse();
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

export function readBoolean(reader: DerReader): boolean {
  const { content } = reader.get(tags.boolean);
  const [byte] = content;
  if (content.length !== 1 || (byte !== 0 && byte !== 0xff)) return reader.refuse();
  return byte === 0xff;
}

/** A bit string that ends at a byte: keys and signatures. */
export function readWholeBits(reader: DerReader): Bytes {
  const { content } = reader.get(tags.bits);
  return content[0] === 0 ? content.subarray(1) : reader.refuse();
}

/** The first 16 of a string of named bits; the first one is the highest. */
export function readNamedBits(reader: DerReader): number {
  const { content } = reader.get(tags.bits);
  const [unused, first = 0, second = 0] = content;
  if (unused === undefined || unused > 7 || content.length > 3) return reader.refuse();
  return first * 256 + second;
}

const utcTimePattern = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/u;
const timePattern = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/u;

/** An instant in the two forms that RFC 5280 §4.1.2.5 allows, in milliseconds since the epoch. */
export function readInstantMs(reader: DerReader): number {
  const { tag, content } = reader.next();
  if (tag !== tags.utcTime && tag !== tags.time) return reader.refuse();
  const match = (tag === tags.utcTime ? utcTimePattern : timePattern).exec(toLatin1(content));
  if (match === null) return reader.refuse();
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const century = tag === tags.time ? 0 : year < 50 ? 2000 : 1900;
  const iso = `${pad(century + year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.000Z`;
  const instant = new Date(iso);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === iso ? instant.getTime() : reader.refuse();
}

function pad(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

function toLatin1(bytes: Bytes): string {
  return bytes.length > 15 ? '' : String.fromCharCode(...bytes);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');
const utf16 = new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true });

/** The string types that names use: UTF-8, printable, teletex, IA5, visible, BMP. */
const decoders = new Map<number, TextDecoder>([
  [tags.utf8, strictUtf8],
  [0x13, latin1],
  [0x14, latin1],
  [0x16, latin1],
  [0x1a, latin1],
  [0x1e, utf16],
]);

/** Text of a name; empty where its type is none that is known. */
export function decodeText({ tag, content }: DerElement): string {
  try {
    return decoders.get(tag)?.decode(content) ?? '';
  } catch {
    return refuseCertificate('name');
  }
}

export function readHexOctets(reader: DerReader): string {
  return toHex(reader.get(tags.octets).content);
}
