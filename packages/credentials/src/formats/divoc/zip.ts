import type { Bytes } from '../../bytes.ts';
import type { Platform } from '../../platform.ts';
import { Refusal } from '../../violation.ts';
import { crc32 } from './crc32.ts';

/** Real certificates are about two kibibytes. */
const maxMemberBytes = 64 * 1024;

const localSignature = 0x04034b50;
const descriptorSignature = 0x08074b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;

const stored = 0;
const deflated = 8;
/** How hard was compressed, a data descriptor follows, the name is UTF-8. Nothing else may be set: no encryption. */
const allowedFlags = 0b1000_0000_1110;
const descriptorFlag = 0b1000;

interface Member {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly plainBytes: number;
}

/**
 * The one member of a ZIP archive, called `name`. Readers of archives disagree where the headers do, so every byte must
 * be accounted for: local header, member, data descriptor if announced, central header, end record, all of one opinion.
 */
export async function readSingleMember(archive: Bytes, name: string, platform: Platform): Promise<Bytes> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const centralAt = findCentralHeader(view);
  const member = readCentralHeader(view, centralAt, name);
  const start = readLocalHeader(view, member, name);
  const end = start + member.compressedBytes;
  if (end > centralAt) throw invalid('size');
  assertDescriptor(view, member, { from: end, to: centralAt });
  const plain = await unpack(archive.slice(start, end), member, platform);
  if (plain.length !== member.plainBytes) throw invalid('size');
  if (crc32(plain) !== member.crc) throw invalid('CRC-32');
  return plain;
}

async function unpack(bytes: Bytes, { method, plainBytes }: Member, platform: Platform): Promise<Bytes> {
  if (plainBytes > maxMemberBytes) throw new Refusal('inflate-too-large');
  if (method === stored) return bytes;
  const inflated = await platform.inflate(bytes, maxMemberBytes, 'raw');
  if (inflated === 'too-large') throw new Refusal('inflate-too-large');
  if (inflated === 'invalid') throw new Refusal('inflate-invalid', undefined, { section: 'RFC 1951 §3.2' });
  return inflated;
}

/** Where the only central header starts; the end record is the last thing of the archive and has no comment. */
function findCentralHeader(view: DataView): number {
  const endAt = view.byteLength - endBytes;
  if (endAt < localBytes + centralBytes || view.getUint32(endAt, true) !== endSignature) throw invalid('end record');
  const disks = view.getUint32(endAt + 4, true);
  const members = [view.getUint16(endAt + 8, true), view.getUint16(endAt + 10, true)];
  const size = view.getUint32(endAt + 12, true);
  const start = view.getUint32(endAt + 16, true);
  const commentLength = view.getUint16(endAt + 20, true);
  if (disks !== 0 || commentLength !== 0) throw invalid('end record');
  if (members.some((count) => count !== 1)) throw invalid('number of members');
  if (start + size !== endAt || size < centralBytes) throw invalid('central directory');
  return start;
}

function readCentralHeader(view: DataView, at: number, name: string): Member {
  if (view.getUint32(at, true) !== centralSignature) throw invalid('central header');
  const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const isWhole = lengths.reduce((sum, length) => sum + length, at + centralBytes) === view.byteLength - endBytes;
  const isOnFirstDisk = view.getUint16(at + 34, true) === 0;
  if (!isWhole || !isOnFirstDisk || view.getUint32(at + 42, true) !== 0) throw invalid('central header');
  assertName(view, { at: at + centralBytes, length: lengths[0] ?? 0 }, name);
  const member = readMember(view, at + 8);
  if ((member.flags & ~allowedFlags) !== 0) throw invalid('flags');
  if (member.method !== stored && member.method !== deflated) throw invalid('method');
  return member;
}

/** Both kinds of header hold these in the same order. */
function readMember(view: DataView, at: number): Member {
  return {
    flags: view.getUint16(at, true),
    method: view.getUint16(at + 2, true),
    crc: view.getUint32(at + 8, true),
    compressedBytes: view.getUint32(at + 12, true),
    plainBytes: view.getUint32(at + 16, true),
  };
}

/** Where the member's bytes start. */
function readLocalHeader(view: DataView, member: Member, name: string): number {
  if (view.getUint32(0, true) !== localSignature) throw invalid('local header');
  const local = readMember(view, 6);
  const hasDescriptor = (member.flags & descriptorFlag) !== 0;
  const expected = hasDescriptor && local.crc === 0 ? { ...member, crc: 0, compressedBytes: 0, plainBytes: 0 } : member;
  if (JSON.stringify(local) !== JSON.stringify(expected)) throw invalid('local header');
  const nameLength = view.getUint16(26, true);
  assertName(view, { at: localBytes, length: nameLength }, name);
  return localBytes + nameLength + view.getUint16(28, true);
}

/** Between the member and the central header is its data descriptor, with or without a signature, or nothing. */
function assertDescriptor(view: DataView, member: Member, { from, to }: { from: number; to: number }): void {
  if ((member.flags & descriptorFlag) === 0) {
    if (from !== to) throw invalid('bytes between headers');
    return;
  }
  const hasSignature = to - from === 16;
  if (!hasSignature && to - from !== 12) throw invalid('data descriptor');
  if (hasSignature && view.getUint32(from, true) !== descriptorSignature) throw invalid('data descriptor');
  const [crc, compressedBytes, plainBytes] = [12, 8, 4].map((before) => view.getUint32(to - before, true));
  const isSame = crc === member.crc && compressedBytes === member.compressedBytes && plainBytes === member.plainBytes;
  if (!isSame) throw invalid('data descriptor');
}

function assertName(view: DataView, { at, length }: { at: number; length: number }, name: string): void {
  if (at + length > view.byteLength || length !== name.length) throw invalid('name');
  for (let index = 0; index < length; index++) {
    if (view.getUint8(at + index) !== name.charCodeAt(index)) throw invalid('name');
  }
}

function invalid(detail: string): Refusal {
  return new Refusal('zip-invalid', detail);
}
