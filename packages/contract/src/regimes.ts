import { Type, type Static } from 'typebox';
import { Closed, Instant, Occupancy, Uuid, strictObject } from './shapes.ts';

export const AreaCode = Type.String({
  pattern: '^[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{4})?)?)?$',
  description: 'Administrative code of the Ministry of Home Affairs, for instance 51.71.01.',
});
const Reason = Type.String({ minLength: 3, maxLength: 300 });
const SourceUrl = Type.Union([Type.String({ pattern: '^https://', maxLength: 500 }), Type.Null()]);
export const Level = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4), Type.Null()], {
  description: '4 is the strictest; null: as in the area above.',
});
const PackId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 });
const PackVersion = Type.String({ pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$', maxLength: 20 });
const From = Type.Union([Instant, Type.Null()], { description: 'When it begins; null: now.' });

export const Area = Type.Object({
  code: AreaCode,
  name: Type.String(),
  parent: Type.Union([AreaCode, Type.Null()]),
  kind: Type.Union([Type.Literal('province'), Type.Literal('city'), Type.Literal('district'), Type.Literal('village')]),
});
export type Area = Static<typeof Area>;
export const AreasReply = Type.Object({ areas: Type.Array(Area) });
export type AreasReply = Static<typeof AreasReply>;

export const LevelChangeRequest = strictObject({
  area: AreaCode,
  level: Level,
  from: From,
  reason: Reason,
  sourceUrl: SourceUrl,
});
export type LevelChangeRequest = Static<typeof LevelChangeRequest>;

export const PackChangeRequest = strictObject({
  area: AreaCode,
  pack: PackId,
  version: PackVersion,
  from: From,
  reason: Reason,
  sourceUrl: SourceUrl,
});
export type PackChangeRequest = Static<typeof PackChangeRequest>;

export const OrderRequest = strictObject({
  venueId: Uuid,
  kind: Type.Union([Type.Literal('limit'), Type.Literal('close')]),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  from: From,
  until: Type.Union([Instant, Type.Null()]),
  reason: Reason,
  sourceUrl: SourceUrl,
});
export type OrderRequest = Static<typeof OrderRequest>;

const Actor = Type.Union([Type.String(), Type.Null()], { description: 'The name of who did it; null: the software.' });
const Entered = {
  id: Uuid,
  from: Instant,
  reason: Type.String(),
  sourceUrl: SourceUrl,
  enteredAt: Instant,
  enteredBy: Actor,
  withdrawnAt: Type.Union([Instant, Type.Null()]),
  withdrawnBy: Actor,
};
export const LevelChange = Type.Object({ ...Entered, area: AreaCode, level: Level });
export type LevelChange = Static<typeof LevelChange>;
export const PackChange = Type.Object({ ...Entered, area: AreaCode, pack: PackId, version: PackVersion });
export type PackChange = Static<typeof PackChange>;
/** An authority's instruction to one venue. Withdrawing it reopens the venue, or gives its limit back. */
export const Order = Type.Object({
  ...Entered,
  venueId: Uuid,
  venueName: Type.String(),
  kind: Type.Union([Type.Literal('limit'), Type.Literal('close')]),
  limit: Type.Union([Type.Integer(), Type.Null()]),
  until: Type.Union([Instant, Type.Null()]),
});
export type Order = Static<typeof Order>;

const InForce = Type.Object({
  area: AreaCode,
  level: Level,
  pack: Type.Object({ id: PackId, version: PackVersion }),
});
/** What is in force in each area now, and everything entered, newest first. */
export const RegimesReply = Type.Object({
  now: Instant,
  areas: Type.Array(InForce),
  levels: Type.Array(LevelChange),
  packs: Type.Array(PackChange),
  orders: Type.Array(Order),
});
export type RegimesReply = Static<typeof RegimesReply>;

export const RegimePreviewRequest = Type.Union([
  strictObject({ level: LevelChangeRequest }),
  strictObject({ pack: PackChangeRequest }),
  strictObject({ order: OrderRequest }),
  strictObject({
    withdraw: strictObject({
      what: Type.Union([Type.Literal('level'), Type.Literal('pack'), Type.Literal('order')]),
      id: Uuid,
    }),
  }),
]);
export type RegimePreviewRequest = Static<typeof RegimePreviewRequest>;
/** What is entered; what is withdrawn is previewed too. */
export type RegimeChange = Exclude<RegimePreviewRequest, { withdraw: unknown }>;

const Count = Type.Union([Type.Integer(), Type.Null()], { description: 'Null: no limit of its own.' });
const PreviewLine = Type.Object({
  venueId: Uuid,
  name: Type.String(),
  category: Type.String(),
  inside: Type.Integer({ description: 'visitors + employees, now.' }),
  visitors: Type.Integer(),
  employees: Type.Integer(),
  limitNow: Type.Integer({ description: 'When the change begins, without it.' }),
  visitorLimitNow: Count,
  employeeLimitNow: Count,
  closesAtNow: Type.Union([Type.String(), Type.Null()]),
  limitThen: Type.Integer(),
  visitorLimitThen: Count,
  employeeLimitThen: Count,
  closesAtThen: Type.Union([Type.String(), Type.Null()]),
  nobodyThen: Type.Boolean({ description: 'No rule of the pack then in force lets anybody enter.' }),
});

/** What a change would do at the instant it begins, told before it is confirmed. */
export const RegimePreviewReply = Type.Object({
  from: Instant,
  venues: Type.Integer({ description: 'Venues that the change is about.' }),
  changed: Type.Integer({
    description: 'Of these, venues whose limits or hours change, or that nobody could enter any more.',
  }),
  over: Type.Integer({
    description: 'Of these, venues with more people, visitors or employees inside now than the new limit of them.',
  }),
  nobody: Type.Integer({ description: 'Of these, venues that nobody could enter then, by the rules of the pack.' }),
  lines: Type.Array(PreviewLine, {
    description: 'The changed venues, those with too many people inside first; 200 at most.',
  }),
});
export type RegimePreviewReply = Static<typeof RegimePreviewReply>;

const PublicReason = Type.Union([Type.String(), Type.Null()], {
  description: 'Null where it holds what looks like a number of a person.',
});

const OrderInForce = Type.Object({
  kind: Type.Union([Type.Literal('limit'), Type.Literal('close')]),
  limit: Type.Union([Type.Integer(), Type.Null()]),
  until: Type.Union([Instant, Type.Null()]),
  reason: PublicReason,
  sourceUrl: SourceUrl,
});

/** A venue as an authority sees it. */
export const OverviewVenue = Type.Object({
  id: Uuid,
  name: Type.String(),
  category: Type.String(),
  organisation: Type.String(),
  address: Type.String(),
  area: Type.Union([AreaCode, Type.Null()]),
  timeZone: Type.String(),
  capacity: Type.Integer(),
  ownLimit: Type.Integer({ description: 'What the manager set; `occupancy.limit` is in force and may be lower.' }),
  occupancy: Occupancy,
  level: Level,
  opensAt: Type.Union([Type.String(), Type.Null()], { description: 'HH:MM in force, in the venue’s zone.' }),
  closesAt: Type.Union([Type.String(), Type.Null()]),
  closed: Type.Optional(Closed),
  order: Type.Union([Type.Null(), OrderInForce]),
});
export type OverviewVenue = Static<typeof OverviewVenue>;
export const OverviewReply = Type.Object({ venues: Type.Array(OverviewVenue) });
export type OverviewReply = Static<typeof OverviewReply>;

export const RulePackSummary = Type.Object({
  id: PackId,
  version: PackVersion,
  inForceFrom: Type.String(),
  inForceUntil: Type.Union([Type.String(), Type.Null()]),
  rules: Type.Integer(),
  limits: Type.Integer(),
  shipped: Type.Boolean({ description: 'Comes with the software; others were added by an authority.' }),
});
export type RulePackSummary = Static<typeof RulePackSummary>;
export const RulePacksReply = Type.Object({ packs: Type.Array(RulePackSummary) });
export type RulePacksReply = Static<typeof RulePacksReply>;

/** A pack as its two files hold it; see `rules/README.md`. */
export const RulePackDocument = strictObject({ pack: Type.Unknown(), limits: Type.Unknown() });
export type RulePackDocument = Static<typeof RulePackDocument>;

/** Why something is in force, and since when; who entered it is nobody else's business. */
const Grounds = { from: Instant, reason: PublicReason, sourceUrl: SourceUrl };

/** What is in force in the areas and what will be, for everybody to read. */
export const RulesInForceReply = Type.Object({
  now: Instant,
  levels: Type.Array(Type.Object({ id: Uuid, ...Grounds, area: AreaCode, level: Level }), {
    description:
      'Of each area that has one of its own: the level in force, and those to come, in their order; 500 of each at most. Elsewhere the area above counts.',
  }),
  packs: Type.Array(Type.Object({ id: Uuid, ...Grounds, area: AreaCode, pack: PackId, version: PackVersion }), {
    description: 'Likewise the rule packs; `/rule-packs/{id}/{version}` has their rules.',
  }),
  defaultPack: Type.Object(
    { id: PackId, version: PackVersion },
    { description: 'In force where no area on the way up has a pack.' },
  ),
});
export type RulesInForceReply = Static<typeof RulesInForceReply>;

/** All that a phone needs to decide like the door does: the same rules, of the same venue. */
export const VenueRulesReply = Type.Object({
  venueId: Uuid,
  at: Instant,
  category: Type.String(),
  timeZone: Type.String(),
  area: Type.Union([Area, Type.Null()]),
  level: Level,
  levelGrounds: Type.Optional(
    Type.Object(
      { ...Grounds, area: AreaCode },
      { description: 'Of the level: why, and for which area it was entered.' },
    ),
  ),
  document: Type.Object({ pack: Type.Unknown(), limits: Type.Unknown() }),
  opensAt: Type.Union([Type.String(), Type.Null()]),
  closesAt: Type.Union([Type.String(), Type.Null()]),
  longestStayMinutes: Type.Integer(),
  open: Type.Boolean({ description: 'Inside these hours now, and not ordered to close.' }),
  order: Type.Union([Type.Null(), OrderInForce]),
  changes: Type.Array(Instant, { description: 'When something of this is known to change.' }),
  ahead: Type.Array(
    Type.Object({
      from: Instant,
      level: Level,
      pack: Type.Union([Type.Null(), Type.Object({ id: PackId, version: PackVersion })]),
    }),
    { description: 'The next levels and rule packs that are entered already; 20 at most.' },
  ),
});
export type VenueRulesReply = Static<typeof VenueRulesReply>;
