import { Type, type Static, type TObject, type TProperties, type TString } from 'typebox';

/** An object that refuses unknown members. */
export const strictObject = <T extends TProperties>(properties: T, options: object = {}): TObject<T> =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** What staff writes about what they did. Three signs of it must be something to see: blanks say nothing. */
export const reasonText = (options: { readonly maxLength?: number; readonly description?: string } = {}): TString =>
  Type.String({ minLength: 3, maxLength: 200, pattern: '\\S\\s*\\S\\s*\\S', ...options });

export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/** Crockford base32, 10 symbols (50 bits), upper case. */
export const GateCode = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{10}$' });

/** Crockford base32, 16 symbols (80 bits), upper case: what an employee's badge holds. */
export const EmployeeCode = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{16}$' });

/** A calendar date. */
export const DateOnly = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'YYYY-MM-DD' });

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
  visitorLimit: Type.Optional(
    Type.Union([Type.Integer(), Type.Null()], {
      description: 'Of the visitors alone; null: none. Only in readings of now, not in the answer of an event.',
    }),
  ),
  employeeLimit: Type.Optional(Type.Union([Type.Integer(), Type.Null()], { description: 'Of the employees alone.' })),
});
export type Occupancy = Static<typeof Occupancy>;

/** Why nobody is admitted now, whoever they are. An order counts before the hours. */
export const Closed = Type.Object({
  by: Type.Union([Type.Literal('order'), Type.Literal('hours')]),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Of the order.' }),
  opensAt: Type.Union([Type.String(), Type.Null()], {
    description: 'HH:MM in the venue’s zone, by the hours in force; null where an order closes it.',
  }),
});
export type Closed = Static<typeof Closed>;

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
