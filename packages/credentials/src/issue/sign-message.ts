import { constants, sign, type KeyObject } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { encode } from 'cborg';
import { encodeBase45 } from '../formats/hcert/base45.ts';
import { signedBytes } from '../cose/cose.ts';

/** The parts of a COSE_Sign1 message before it is signed. Nothing is checked: tests build wrong ones too. */
export interface MessageToSign {
  readonly protectedHeaders: ReadonlyMap<number, unknown>;
  readonly unprotectedHeaders?: ReadonlyMap<number, unknown>;
  /** The encoded claims. */
  readonly payload: Uint8Array;
  /** EC keys sign ES256, RSA keys PS256. */
  readonly key: KeyObject;
}

const coseSign1Tag = 0xd2;

/** A tagged COSE_Sign1 message, encoded. */
export function signMessage(message: MessageToSign): Uint8Array {
  const protectedHeaders = encode(message.protectedHeaders);
  const signature = signBytes(signedBytes(protectedHeaders, message.payload), message.key);
  const fields = encode([protectedHeaders, message.unprotectedHeaders ?? new Map(), message.payload, signature]);
  return Uint8Array.of(coseSign1Tag, ...fields);
}

function signBytes(bytes: Uint8Array, key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType === 'ec') return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  return sign('sha256', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
}

/** Compresses and encodes a message as the text of a QR code. */
export function toHc1Text(message: Uint8Array): string {
  return `HC1:${encodeBase45(deflateSync(message, { level: 9 }))}`;
}
