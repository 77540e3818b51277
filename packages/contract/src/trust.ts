import { Type, type Static } from 'typebox';

/** One issuer key the door accepts; the phone verifies with it and needs no X.509. */
export const TrustEntry = Type.Object({
  scheme: Type.Union([
    Type.Literal('hcert'),
    Type.Literal('smart-health-card'),
    Type.Literal('vds-nc'),
    Type.Literal('divoc'),
    Type.Literal('nz-pass'),
  ]),
  keyId: Type.String(),
  issuer: Type.String({ description: 'The issuer that the key is bound to; empty where the scheme binds none.' }),
  country: Type.String(),
  name: Type.String(),
  spki: Type.String({ description: 'SubjectPublicKeyInfo, DER, base64.' }),
  algorithm: Type.Union([
    Type.Literal('ES256'),
    Type.Literal('ES384'),
    Type.Literal('ES512'),
    Type.Literal('PS256'),
    Type.Literal('EdDSA'),
    Type.Literal('X509'),
  ]),
  notBefore: Type.Union([Type.String(), Type.Null()]),
  notAfter: Type.Union([Type.String(), Type.Null()]),
  usages: Type.Union([
    Type.Array(
      Type.Union([
        Type.Literal('test'),
        Type.Literal('vaccination'),
        Type.Literal('recovery'),
        Type.Literal('exemption'),
      ]),
    ),
    Type.Null(),
  ]),
  demo: Type.Boolean(),
});
export type TrustEntry = Static<typeof TrustEntry>;

/** What else there is beside the entries tells of the signed list that they come from, where they come from one. */
export const TrustListReply = Type.Object({
  entries: Type.Array(TrustEntry),
  number: Type.Optional(Type.Integer({ minimum: 1 })),
  environment: Type.Optional(Type.Union([Type.Literal('production'), Type.Literal('test')])),
  freshness: Type.Optional(
    Type.Union([Type.Literal('fresh'), Type.Literal('stale'), Type.Literal('expired')], {
      description: 'stale: due for renewal, still works. expired: its keys are accepted no more.',
    }),
  ),
  nextUpdateAt: Type.Optional(Type.String()),
  staleUntil: Type.Optional(Type.String()),
});
export type TrustListReply = Static<typeof TrustListReply>;

const HashListOfKey = {
  keyId: Type.String({ description: 'Key identifier of the signer, base64; empty for every signer.' }),
  kind: Type.Union([Type.Literal('uci'), Type.Literal('country-uci'), Type.Literal('signature')]),
};

/** What a phone needs to know of revoked credentials, as far as it fits. */
export const RevocationsReply = Type.Object({
  isComplete: Type.Boolean({
    description: 'Whether this is all that the gates refuse; otherwise the rest is told at the gate only.',
  }),
  hashLists: Type.Array(
    Type.Union([
      Type.Object({
        ...HashListOfKey,
        hashes: Type.String({ description: 'Ascending hashes of 16 bytes, base64.' }),
      }),
      Type.Object({
        ...HashListOfKey,
        filter: Type.String({ description: 'Bits of a Bloom filter, base64; it also hits some that are not revoked.' }),
        probes: Type.Integer(),
        exceptions: Type.String({ description: 'Ascending hashes of 16 bytes, base64.' }),
      }),
    ]),
  ),
  ridLists: Type.Array(
    Type.Object({
      issuer: Type.String(),
      keyId: Type.String(),
      ctr: Type.Integer(),
      rids: Type.Array(Type.String()),
    }),
  ),
  denied: Type.Array(Type.String(), {
    description: 'Hashed identifiers that this installation denies: its own cards.',
  }),
});
export type RevocationsReply = Static<typeof RevocationsReply>;

/** The public key of this installation's posters: ECDSA P-256, SubjectPublicKeyInfo, base64. */
export const PosterKeyReply = Type.Object({ spki: Type.String(), origin: Type.String() });
export type PosterKeyReply = Static<typeof PosterKeyReply>;
