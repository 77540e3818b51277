import { encodeText, fromBase64, toBase64, toHex, type Bytes } from './bytes.ts';
import {
  isAcceptedModulus,
  isAcceptedSignatureLength,
  type AuthorityKey,
  type Compression,
  type Inflated,
  type SignatureOutcome,
  type VerificationKey,
} from './platform.ts';

const importedKeys = new WeakMap<VerificationKey, Promise<CryptoKey | null>>();

const importParameters = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
} as const;

const verifyParameters = {
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', hash: 'SHA-512' },
  PS256: { name: 'RSA-PSS', saltLength: 32 },
  EdDSA: { name: 'Ed25519' },
} as const;

const streamFormats = { zlib: 'deflate', raw: 'deflate-raw' } as const;

export async function inflate(bytes: Bytes, maxBytes: number, compression: Compression): Promise<Inflated> {
  const stream = new DecompressionStream(streamFormats[compression]);
  const writer = stream.writable.getWriter();
  // The reader below sees every error of the stream; the writer's promises would only report it a second time.
  const written = Promise.allSettled([writer.write(bytes), writer.close()]);
  const reader = stream.readable.getReader();
  try {
    const inflated = await readAll(reader, maxBytes);
    if (inflated === 'too-large') await reader.cancel();
    await written;
    return inflated;
  } catch {
    return 'invalid';
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number): Promise<Inflated> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatenate(chunks, length);
    length += value.length;
    if (length > maxBytes) return 'too-large';
    chunks.push(value);
  }
}

function concatenate(chunks: readonly Uint8Array[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export async function sha256Hex(content: Bytes | string): Promise<string> {
  return toHex(await sha256(typeof content === 'string' ? encodeText(content) : content));
}

export async function fingerprint(text: string): Promise<string> {
  return toBase64(await sha256(encodeText(text)));
}

export async function verifySignature(
  entry: VerificationKey,
  signed: Bytes,
  signature: Bytes,
): Promise<SignatureOutcome> {
  const key = await importedKey(entry);
  if (key === null) return 'unusable';
  if (!isAcceptedSignatureLength(entry.algorithm, signature)) return 'invalid';
  try {
    return (await crypto.subtle.verify(verifyParameters[entry.algorithm], key, signature, signed))
      ? 'valid'
      : 'invalid';
  } catch {
    return 'invalid';
  }
}

export async function verifyCertificateSignature(
  authority: AuthorityKey,
  signed: Bytes,
  signature: Bytes,
): Promise<SignatureOutcome> {
  const key = await importAuthorityKey(authority);
  if (key === null) return 'unusable';
  try {
    const parameters = certificateParameters(authority);
    return (await crypto.subtle.verify(parameters, key, signature, signed)) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

async function importAuthorityKey(authority: AuthorityKey): Promise<CryptoKey | null> {
  try {
    const parameters = certificateParameters(authority);
    return await crypto.subtle.importKey('spki', authority.key.spki, parameters, false, ['verify']);
  } catch {
    return null;
  }
}

const certificateAlgorithms = { ecdsa: 'ECDSA', 'rsa-pkcs1': 'RSASSA-PKCS1-v1_5', 'rsa-pss': 'RSA-PSS' } as const;

/** What importing a key and verifying with it need, each taking its part. */
function certificateParameters({ key, algorithm }: AuthorityKey) {
  return {
    name: certificateAlgorithms[algorithm.type],
    hash: algorithm.hash,
    namedCurve: key.type === 'ec' ? key.curve : '',
    saltLength: algorithm.type === 'rsa-pss' ? algorithm.saltBytes : 0,
  };
}

function importedKey(entry: VerificationKey): Promise<CryptoKey | null> {
  let key = importedKeys.get(entry);
  if (key === undefined) {
    key = importKey(entry);
    importedKeys.set(entry, key);
  }
  return key;
}

async function importKey(entry: VerificationKey): Promise<CryptoKey | null> {
  try {
    const parameters = importParameters[entry.algorithm];
    const key = await crypto.subtle.importKey('spki', fromBase64(entry.spki), parameters, false, ['verify']);
    return entry.algorithm !== 'PS256' || isAcceptedModulus(modulusBits(key)) ? key : null;
  } catch {
    return null;
  }
}

function modulusBits(key: CryptoKey): number | undefined {
  return 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : undefined;
}
