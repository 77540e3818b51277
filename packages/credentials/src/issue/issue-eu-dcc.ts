import type { KeyObject } from 'node:crypto';
import { encode } from 'cborg';
import { signMessage, toHc1Text } from './sign-message.ts';

export interface IssueOptions {
  /** The certificate as DCC JSON: `{ver, nam, dob, v | t | r}`. It is signed as it is. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Private key, EC P-256 or RSA. */
  readonly key: KeyObject;
  /** Standard base64. */
  readonly keyId: string;
  /** ISO 3166 alpha-2. */
  readonly issuer: string;
  readonly issuedAt: Date;
  readonly validUntil: Date;
}

/** Signs an EU Digital COVID Certificate and gives the text of its QR code, `HC1:…`. */
export function issueEuDcc(options: IssueOptions): string {
  const algorithm = options.key.asymmetricKeyType === 'ec' ? -7 : -37;
  const protectedHeaders = new Map<number, unknown>([
    [1, algorithm],
    [4, Buffer.from(options.keyId, 'base64')],
  ]);
  const claims = new Map<number, unknown>([
    [1, options.issuer],
    [4, toSeconds(options.validUntil)],
    [6, toSeconds(options.issuedAt)],
    [-260, new Map([[1, options.payload]])],
  ]);
  return toHc1Text(signMessage({ protectedHeaders, payload: encode(claims), key: options.key }));
}

function toSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
