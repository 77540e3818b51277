import { createPrivateKey, type KeyObject } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { createIssuer } from '@gapura/credentials/issue';
import { seal, unseal } from '../config/sealing.ts';
import type { CardsDeps } from './deps.ts';

const country = 'ID';
const validYears = 5;
/** Verifiers' clocks are a little late. */
const earlierMs = 10 * 60_000;
/** X.520: the upper bound of a common name. */
const maxNameLength = 64;

const contextOf = (id: string): string => `card-key:${id}`;

export interface NewSigningKey {
  readonly id: string;
  readonly keyId: string;
  readonly certificatePem: string;
  readonly sealedKey: string;
  readonly validUntil: Date;
}

/** A key of the organisation's own, that signs vaccinations only. */
export function makeSigningKey(
  { keys, clock, namePrefix }: Pick<CardsDeps, 'keys' | 'clock' | 'namePrefix'>,
  organisationName: string,
): NewSigningKey {
  const now = clock();
  const validUntil = new Date(now);
  validUntil.setUTCFullYear(now.getUTCFullYear() + validYears);
  const { certificatePem, privateKeyPem, keyId } = createIssuer({
    country,
    name: Array.from(namePrefix + organisationName)
      .slice(0, maxNameLength)
      .join(''),
    notBefore: new Date(now.getTime() - earlierMs),
    notAfter: validUntil,
    kinds: ['vaccination'],
  });
  const id = uuidv7();
  const sealedKey = seal(Buffer.from(privateKeyPem), keys.sealing, contextOf(id));
  return { id, keyId, certificatePem, sealedKey, validUntil };
}

export function openSigningKey({ keys }: Pick<CardsDeps, 'keys'>, id: string, sealedKey: string): KeyObject {
  return createPrivateKey(unseal(sealedKey, keys.sealing, contextOf(id)).toString());
}
