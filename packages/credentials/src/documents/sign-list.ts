import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { assertListContent } from './list-content.ts';
import { assertHead } from './open-signed-list.ts';
import { listMediaType, type Environment, type ListKey, type SignedList } from './signed-list.ts';

/** A private key that signs lists of one environment. */
export interface ListSigningKey extends ListKey {
  readonly privateKey: KeyObject;
}

const environmentLine = 'Gapura list key, environment: ';

/** A new key pair as two PEM texts; the line before each says to which environment it belongs. */
export function createListKey(environment: Environment): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const line = `${environmentLine}${environment}\n`;
  return {
    privatePem: line + privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: line + publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** @throws TypeError where the text holds no such key */
export function readListSigningKey(pem: string): ListSigningKey {
  const block = findBlocks(pem, 'PRIVATE KEY')[0];
  if (block === undefined) throw new TypeError('no private key in PEM');
  const privateKey = readKey(() => createPrivateKey(block.pem));
  return { ...listKeyOf(createPublicKey(privateKey), block.environment), privateKey };
}

/** Public keys of a PEM text, which may hold several. @throws TypeError where it holds none, or an unusable one */
export function readListKeys(pem: string): ListKey[] {
  const blocks = findBlocks(pem, 'PUBLIC KEY');
  if (blocks.length === 0) throw new TypeError('no public key in PEM');
  return blocks.map(({ pem: block, environment }) =>
    listKeyOf(
      readKey(() => createPublicKey(block)),
      environment,
    ),
  );
}

/** A key that does not say so belongs to production, as one from another program may. */
function findBlocks(pem: string, label: string): { pem: string; environment: Environment }[] {
  const pattern = new RegExp(`([^\\n]*)\\r?\\n(-----BEGIN ${label}-----[^-]+-----END ${label}-----)`, 'gu');
  return [...`\n${pem}`.matchAll(pattern)].map(([, before = '', block = '']) => {
    const named = before.startsWith(environmentLine) ? before.slice(environmentLine.length).trim() : 'production';
    if (named !== 'production' && named !== 'test') throw new TypeError(`unknown environment ${named}`);
    return { pem: block, environment: named };
  });
}

function readKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new TypeError('not a key in PEM', { cause });
  }
}

function listKeyOf(key: KeyObject, environment: Environment): ListKey {
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new TypeError('a list key must be EC P-256');
  }
  const spki = key.export({ type: 'spki', format: 'der' });
  return { keyId: createHash('sha256').update(spki).digest('base64url'), environment, spki: spki.toString('base64') };
}

/**
 * Signs a list as JWS compact serialisation with ES256; the text is one line and ends in a line feed.
 * @throws TypeError where the list is not well formed or the key is of another environment
 */
export function signList(list: SignedList, key: ListSigningKey): string {
  if (key.environment !== list.environment) {
    throw new TypeError(`the key belongs to ${key.environment}, the list to ${list.environment}`);
  }
  assertHead(list);
  assertListContent(list, list.type, list.environment);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'ES256', typ: listMediaType, kid: key.keyId })}.${encode(list)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}\n`;
}
