import { fromBase64, type Bytes } from './bytes.ts';
import { isAcceptedModulus, isAcceptedSignatureLength, type Inflated, type SignatureOutcome } from './platform.ts';
import type { TrustEntry } from './trust/trust-store.ts';

const importedKeys = new WeakMap<TrustEntry, Promise<CryptoKey | null>>();

const importParameters = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
} as const;

const verifyParameters = {
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', saltLength: 32 },
} as const;

export async function inflate(bytes: Bytes, maxBytes: number): Promise<Inflated> {
  const stream = new DecompressionStream('deflate');
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

export async function verifySignature(entry: TrustEntry, signed: Bytes, signature: Bytes): Promise<SignatureOutcome> {
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

function importedKey(entry: TrustEntry): Promise<CryptoKey | null> {
  let key = importedKeys.get(entry);
  if (key === undefined) {
    key = importKey(entry);
    importedKeys.set(entry, key);
  }
  return key;
}

async function importKey(entry: TrustEntry): Promise<CryptoKey | null> {
  try {
    const parameters = importParameters[entry.algorithm];
    const key = await crypto.subtle.importKey('spki', fromBase64(entry.spki), parameters, false, ['verify']);
    return entry.algorithm === 'ES256' || isAcceptedModulus(modulusBits(key)) ? key : null;
  } catch {
    return null;
  }
}

function modulusBits(key: CryptoKey): number | undefined {
  return 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : undefined;
}
