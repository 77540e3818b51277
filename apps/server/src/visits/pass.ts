import { timingSafeEqual } from 'node:crypto';
import { createKeyedDigest } from './keyed-digest.ts';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Tokens and codes of visits: computed from the visit's id, so that nothing has to be stored. */
export interface PassMaker {
  /** 22 symbols that whoever checks out must show. */
  token(venueId: string, visitId: string): string;
  hasToken(venueId: string, visitId: string, token: string): boolean;
  /** Four symbols that both the visitor's and the officer's screen show. */
  code(eventId: string): string;
}

export function createPassMaker(key: Buffer): PassMaker {
  const digest = createKeyedDigest(key);
  const mac = (purpose: string, text: string, bytes: number) =>
    Buffer.from(digest(`${purpose}:${text}`).slice(0, 2 * bytes), 'hex');
  const token = (venueId: string, visitId: string) => mac('token', `${venueId}/${visitId}`, 16).toString('base64url');
  return {
    token,
    hasToken(venueId, visitId, given) {
      const expected = Buffer.from(token(venueId, visitId));
      const actual = Buffer.from(given);
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
    code: (eventId) => [...mac('code', eventId, 4)].map((byte) => symbols.charAt(byte % symbols.length)).join(''),
  };
}
