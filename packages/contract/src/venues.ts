import { Type, type Static } from 'typebox';
import { AreaCode } from './regimes.ts';
import { Closed, GateSummary, Occupancy, Uuid, VenueSummary, strictObject } from './shapes.ts';

const Name = Type.String({ minLength: 2, maxLength: 120 });
const TimeOfDay = Type.Union([Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }), Type.Null()]);
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Sector = Type.Union(
  [Type.Literal('non-essential'), Type.Literal('essential'), Type.Literal('critical'), Type.Null()],
  { description: 'Of a government office; null elsewhere.' },
);
const Area = Type.Union([AreaCode, Type.Null()], { description: 'Where the venue lies: its rules follow from it.' });
const Direction = Type.Union([Type.Literal('in'), Type.Literal('out'), Type.Literal('both')]);

export const OrganisationSummary = Type.Object({ id: Uuid, name: Type.String() });
export type OrganisationSummary = Static<typeof OrganisationSummary>;
export const OrganisationRequest = strictObject({ name: Name });
export type OrganisationRequest = Static<typeof OrganisationRequest>;
export const OrganisationsReply = Type.Object({ organisations: Type.Array(OrganisationSummary) });

export const GateRequest = strictObject({ name: Name, direction: Direction });
export type GateRequest = Static<typeof GateRequest>;

export const VenueRequest = strictObject({
  organisationId: Uuid,
  name: Name,
  category: Type.String({ maxLength: 40 }),
  address: Type.String({ maxLength: 300 }),
  timeZone: Type.String({ maxLength: 60 }),
  area: Type.Optional(Area),
  sector: Type.Optional(Sector),
  capacity: Count,
  limit: Count,
  visitorLimit: Type.Optional(Type.Union([Count, Type.Null()])),
  employeeLimit: Type.Optional(Type.Union([Count, Type.Null()])),
  opensAt: TimeOfDay,
  closesAt: TimeOfDay,
  gates: Type.Array(GateRequest, { minItems: 1, maxItems: 50 }),
});
export type VenueRequest = Static<typeof VenueRequest>;

export const VenueChangeRequest = strictObject({
  name: Type.Optional(Name),
  address: Type.Optional(Type.String({ maxLength: 300 })),
  opensAt: Type.Optional(TimeOfDay),
  closesAt: Type.Optional(TimeOfDay),
  area: Type.Optional(Area),
  sector: Type.Optional(Sector),
});
export type VenueChangeRequest = Static<typeof VenueChangeRequest>;

export const ManagedGate = Type.Object({
  ...GateSummary.properties,
  url: Type.String({ description: 'The signed address that the poster’s code holds.' }),
});
export type ManagedGate = Static<typeof ManagedGate>;

/** A venue as its manager sees it. */
export const ManagedVenue = Type.Object({
  ...VenueSummary.properties,
  organisation: OrganisationSummary,
  area: Area,
  sector: Sector,
  capacity: Type.Integer(),
  ownLimit: Type.Integer({ description: 'What the manager set; `occupancy.limit` is in force and may be lower.' }),
  visitorLimit: Type.Union([Type.Integer(), Type.Null()]),
  employeeLimit: Type.Union([Type.Integer(), Type.Null()]),
  occupancy: Occupancy,
  closed: Type.Optional(Closed),
  gates: Type.Array(ManagedGate),
});
export type ManagedVenue = Static<typeof ManagedVenue>;
export const ManagedVenuesReply = Type.Object({ venues: Type.Array(ManagedVenue) });
export type ManagedVenuesReply = Static<typeof ManagedVenuesReply>;

export const VenueSearchQuery = strictObject({
  search: Type.Optional(
    Type.String({ maxLength: 80, pattern: '^[^\\u0000]*$', description: 'Words of the name or the address.' }),
  ),
  area: Type.Optional(AreaCode),
});
export type VenueSearchQuery = Static<typeof VenueSearchQuery>;

/** Places to go to, with what everybody may know of them. */
export const VenueSearchReply = Type.Object({
  venues: Type.Array(
    Type.Object({
      ...VenueSummary.properties,
      area: Type.Union([Type.Object({ code: AreaCode, name: Type.String() }), Type.Null()]),
      occupancy: Occupancy,
      open: Type.Boolean({ description: 'Inside the hours in force, and not ordered to close.' }),
    }),
    { description: '20 at most, by name.' },
  ),
  more: Type.Boolean({ description: 'There are more; ask with more words, or for a smaller area.' }),
});
export type VenueSearchReply = Static<typeof VenueSearchReply>;

export const CategoriesReply = Type.Object({
  categories: Type.Array(
    Type.Object({
      id: Type.String(),
      names: Type.Object({ id: Type.String(), en: Type.String(), ban: Type.String() }),
      longestStayMinutes: Type.Integer(),
    }),
  ),
});
export type CategoriesReply = Static<typeof CategoriesReply>;
