import type { Bytes } from '../bytes.ts';
import { contextTag, DerReader, tags } from './der.ts';
import { readObjectId, readSmallInteger } from './values.ts';

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** How a certificate is signed. */
export type CertificateSignatureAlgorithm =
  | { readonly type: 'ecdsa'; readonly hash: HashName }
  | { readonly type: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly type: 'rsa-pss'; readonly hash: HashName; readonly saltBytes: number };

const withoutParameters = new Map<string, CertificateSignatureAlgorithm>([
  ['1.2.840.10045.4.3.2', { type: 'ecdsa', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { type: 'ecdsa', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { type: 'ecdsa', hash: 'SHA-512' }],
  ['1.2.840.113549.1.1.11', { type: 'rsa-pkcs1', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { type: 'rsa-pkcs1', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { type: 'rsa-pkcs1', hash: 'SHA-512' }],
]);

const rsaPss = '1.2.840.113549.1.1.10';
const maskGeneration1 = '1.2.840.113549.1.1.8';

const hashes = new Map<string, HashName>([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

/** Nothing where the algorithm is not accepted, SHA-1 among others; a Refusal where it is not well formed. */
export function parseSignatureAlgorithm(content: Bytes): CertificateSignatureAlgorithm | null {
  const reader = new DerReader(content, 'signatureAlgorithm');
  const oid = readObjectId(reader);
  if (oid === rsaPss) return readPssParameters(reader);
  const algorithm = withoutParameters.get(oid);
  if (algorithm === undefined) return null;
  skipNull(reader);
  reader.end();
  return algorithm;
}

/** An identifier of a hash function alone. Nothing where it is not accepted, SHA-1 among others. */
export function parseHashAlgorithm(content: Bytes): HashName | null {
  return readHash(new DerReader(content, 'digestAlgorithm')) ?? null;
}

/** ECDSA must have no parameters (RFC 5758 §3.2), yet genuine authorities write a null there. */
function skipNull(reader: DerReader): void {
  const found = reader.find(tags.null);
  if (found !== undefined && found.content.length > 0) reader.refuse();
}

/** RFC 4055 §3.1. Its defaults are SHA-1, so that hash and mask must be there; they must be of one hash function. */
function readPssParameters(outer: DerReader): CertificateSignatureAlgorithm | null {
  const reader = outer.open();
  outer.end();
  const hashField = reader.find(contextTag(0, 'constructed'));
  const maskField = reader.find(contextTag(1, 'constructed'));
  const saltField = reader.find(contextTag(2, 'constructed'));
  const trailerField = reader.find(contextTag(3, 'constructed'));
  reader.end();
  if (hashField === undefined || maskField === undefined) return null;
  const hash = readHash(only(hashField.content));
  const mask = readMaskHash(only(maskField.content));
  const saltBytes = saltField === undefined ? 20 : readOnlyInteger(saltField.content);
  const trailer = trailerField === undefined ? 1 : readOnlyInteger(trailerField.content);
  return hash === undefined || hash !== mask || trailer !== 1 ? null : { type: 'rsa-pss', hash, saltBytes };
}

/** A walk through the one sequence that an explicitly tagged field holds. */
function only(content: Bytes): DerReader {
  const outer = new DerReader(content, 'signatureAlgorithm');
  const inner = outer.open();
  outer.end();
  return inner;
}

function readHash(reader: DerReader): HashName | undefined {
  const oid = readObjectId(reader);
  skipNull(reader);
  reader.end();
  return hashes.get(oid);
}

function readMaskHash(reader: DerReader): HashName | undefined {
  const oid = readObjectId(reader);
  const inner = reader.open();
  reader.end();
  return oid === maskGeneration1 ? readHash(inner) : undefined;
}

function readOnlyInteger(content: Bytes): number {
  const reader = new DerReader(content, 'signatureAlgorithm');
  const value = readSmallInteger(reader);
  reader.end();
  return value;
}
