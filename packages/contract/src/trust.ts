import { Type, type Static } from 'typebox';

/** One issuer key the door accepts; the phone verifies with it and needs no X.509. */
export const TrustEntry = Type.Object({
  keyId: Type.String(),
  country: Type.String(),
  name: Type.String(),
  spki: Type.String({ description: 'SubjectPublicKeyInfo, DER, base64.' }),
  algorithm: Type.Union([Type.Literal('ES256'), Type.Literal('PS256')]),
  notBefore: Type.String(),
  notAfter: Type.String(),
  usages: Type.Union([
    Type.Array(Type.Union([Type.Literal('test'), Type.Literal('vaccination'), Type.Literal('recovery')])),
    Type.Null(),
  ]),
  demo: Type.Boolean(),
});
export type TrustEntry = Static<typeof TrustEntry>;

export const TrustListReply = Type.Object({ entries: Type.Array(TrustEntry) });
export type TrustListReply = Static<typeof TrustListReply>;

/** The public key of this installation's posters: ECDSA P-256, SubjectPublicKeyInfo, base64. */
export const PosterKeyReply = Type.Object({ spki: Type.String(), origin: Type.String() });
export type PosterKeyReply = Static<typeof PosterKeyReply>;
