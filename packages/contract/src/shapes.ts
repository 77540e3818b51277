import { Type, type Static, type TObject, type TProperties } from 'typebox';

/** An object that refuses unknown members. */
export const strictObject = <T extends TProperties>(properties: T, options: object = {}): TObject<T> =>
  Type.Object(properties, { additionalProperties: false, ...options });

export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/** Crockford base32, 10 symbols (50 bits), upper case. */
export const GateCode = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{10}$' });

export const Instant = Type.String({ description: 'RFC 3339, UTC.' });

export const Colour = Type.Union([
  Type.Literal('green'),
  Type.Literal('yellow'),
  Type.Literal('red'),
  Type.Literal('black'),
]);
export type Colour = Static<typeof Colour>;

export const Texts = Type.Object({ id: Type.String(), en: Type.String(), ban: Type.String() });
export type Texts = Static<typeof Texts>;

export const PersonKind = Type.Union([Type.Literal('visitor'), Type.Literal('employee')]);
export type PersonKind = Static<typeof PersonKind>;

export const Occupancy = Type.Object({
  seq: Type.Integer({ description: 'Number of the last event in this venue’s ledger.' }),
  visitors: Type.Integer(),
  employees: Type.Integer(),
  inside: Type.Integer({ description: 'visitors + employees.' }),
  leased: Type.Integer({ description: 'Places held by gates that work without the server.' }),
  limit: Type.Integer({ description: 'inside + leased never passes it by an admission.' }),
});
export type Occupancy = Static<typeof Occupancy>;

export const VenueSummary = Type.Object({
  id: Uuid,
  name: Type.String(),
  category: Type.String(),
  timeZone: Type.String(),
  address: Type.String(),
  opensAt: Type.Union([Type.String(), Type.Null()], { description: 'HH:MM in the venue’s zone; null: always open.' }),
  closesAt: Type.Union([Type.String(), Type.Null()]),
});
export type VenueSummary = Static<typeof VenueSummary>;

export const GateSummary = Type.Object({
  code: GateCode,
  name: Type.String(),
  direction: Type.Union([Type.Literal('in'), Type.Literal('out'), Type.Literal('both')]),
});
export type GateSummary = Static<typeof GateSummary>;
