import { createHash, randomInt, type KeyObject } from 'node:crypto';
import { vaccines, type CardContent } from '@gapura/contract';
import { readTypedCode } from '@gapura/contract/crockford';
import { issueEuDcc, transliterate } from '@gapura/credentials/issue';

const country = 'ID';
const covid = '840539006';
/** Those of Crockford's base32: numbers are read out and typed, and none of these is taken for another. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const idLength = 26;
const idStart = `URN:UVCI:01:${country}:`;
const validDays = 365;
const dayMs = 86_400_000;
const maxIssuerLength = 80;
const hashBytes = 16;

export interface SignedCard {
  /** `HC1:…` */
  readonly text: string;
  readonly certificateId: string;
  readonly issuedAt: Date;
  readonly validUntil: Date;
}

/** An identifier of 130 random bits in the form of the EU's vaccination certificates. */
export function makeCertificateId(): string {
  const opaque = Array.from({ length: idLength }, () => symbols.charAt(randomInt(symbols.length))).join('');
  return `${idStart}${opaque}`;
}

/**
 * What a number that was typed from the paper may mean, with or without what they all begin with. Cards of an earlier
 * version have letters that look like digits, so it is taken as it was typed too.
 */
export function readCertificateId(typed: string): readonly string[] {
  const text = typed.replaceAll(/\s/g, '').toUpperCase();
  const opaque = text.startsWith(idStart) ? text.slice(idStart.length) : text;
  return [text, `${idStart}${opaque}`, `${idStart}${readTypedCode(opaque)}`];
}

/** As verified facts name the certificate, see `Facts.identifiers`. */
export function identifierOf(certificateId: string): string {
  return `uci:${createHash('sha256').update(certificateId).digest().subarray(0, hashBytes).toString('hex')}`;
}

/** An organisation's key, opened. */
export interface CardSigner {
  readonly id: string;
  readonly key: KeyObject;
  /** Standard base64. */
  readonly keyId: string;
  readonly validUntil: Date;
  readonly organisationName: string;
}

/** Signs a vaccination certificate (EU DCC 1.3) that names the person as the paper does. */
export function signCard(signer: CardSigner, content: CardContent, issuedAt: Date): SignedCard {
  const ends = Math.min(issuedAt.getTime() + validDays * dayMs, signer.validUntil.getTime());
  const validUntil = new Date(ends);
  const certificateId = makeCertificateId();
  const { vp, mp, ma } = vaccines[content.vaccine];
  const dose = { dn: content.doseNumber, sd: content.doseOf, dt: content.givenOn };
  const issuer = Array.from(signer.organisationName).slice(0, maxIssuerLength).join('');
  const text = issueEuDcc({
    payload: {
      ver: '1.3.0',
      nam: namesOf(content),
      dob: content.bornOn,
      v: [{ tg: covid, vp, mp, ma, ...dose, co: country, is: issuer, ci: certificateId }],
    },
    key: signer.key,
    keyId: signer.keyId,
    issuer: country,
    issuedAt,
    validUntil,
  });
  return { text, certificateId, issuedAt, validUntil };
}

function namesOf({ familyName, givenName }: CardContent): Record<string, string> {
  const family = { fn: familyName, fnt: transliterate(familyName) ?? '' };
  return givenName === '' ? family : { ...family, gn: givenName, gnt: transliterate(givenName) ?? '' };
}
