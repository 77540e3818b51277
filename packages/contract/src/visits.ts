import { Type, type Static } from 'typebox';
import {
  Colour,
  GateCode,
  GateSummary,
  Instant,
  Occupancy,
  PersonKind,
  Texts,
  Uuid,
  VenueSummary,
  strictObject,
} from './shapes.ts';

export const Credential = Type.String({ minLength: 1, maxLength: 4296, description: 'The text of the scanned code.' });

export const CheckInRequest = strictObject({
  eventId: Uuid,
  gate: GateCode,
  kind: PersonKind,
  persons: Type.Array(strictObject({ credentials: Type.Array(Credential, { maxItems: 4 }) }), {
    minItems: 1,
    maxItems: 10,
  }),
  leaving: Type.Optional(
    Type.Array(strictObject({ venue: Uuid, id: Uuid, token: Type.String({ maxLength: 64 }) }), {
      maxItems: 20,
      description: 'Open visits of the same phone, at any venue; they end with this check-in.',
    }),
  ),
});
export type CheckInRequest = Static<typeof CheckInRequest>;

export const Outcome = Type.Union([
  Type.Literal('admitted'),
  Type.Literal('review'),
  Type.Literal('refused'),
  Type.Literal('full'),
]);
export type Outcome = Static<typeof Outcome>;

export const Reason = Type.Object({
  rule: Type.String({ description: 'Stable id of the rule.' }),
  texts: Texts,
  advice: Texts,
  source: Type.Optional(Type.Object({ title: Type.String(), url: Type.Optional(Type.String()) })),
});
export type Reason = Static<typeof Reason>;

/** Sent back as it is, in `visits` of a check-out or in `leaving` of the next check-in. */
export const VisitPass = Type.Object({
  venue: Uuid,
  id: Uuid,
  token: Type.String({ description: 'Needed to check out; kept on the visitor’s device.' }),
});
export type VisitPass = Static<typeof VisitPass>;

export const CheckInReply = Type.Object({
  eventId: Uuid,
  outcome: Outcome,
  code: Type.String({ description: 'Four symbols that the visitor’s and the officer’s screen both show.' }),
  decidedAt: Instant,
  venue: VenueSummary,
  gate: GateSummary,
  kind: PersonKind,
  persons: Type.Array(
    Type.Object({ colour: Colour, reasons: Type.Array(Reason), visit: Type.Union([VisitPass, Type.Null()]) }),
  ),
  occupancy: Occupancy,
});
export type CheckInReply = Static<typeof CheckInReply>;

export const CheckOutMeans = Type.Union([
  Type.Literal('visitor'),
  Type.Literal('officer'),
  Type.Literal('elsewhere'),
  Type.Literal('closing'),
  Type.Literal('longest-stay'),
]);
export type CheckOutMeans = Static<typeof CheckOutMeans>;

/** Either visits with their tokens (the visitor), or visits or a credential without (an officer who is signed in). */
export const CheckOutRequest = strictObject({
  eventId: Uuid,
  gate: Type.Optional(GateCode),
  visits: Type.Optional(
    Type.Array(strictObject({ venue: Uuid, id: Uuid, token: Type.Optional(Type.String({ maxLength: 64 })) }), {
      minItems: 1,
      maxItems: 20,
    }),
  ),
  credentials: Type.Optional(Type.Array(Credential, { minItems: 1, maxItems: 4 })),
});
export type CheckOutRequest = Static<typeof CheckOutRequest>;

export const CheckOutReply = Type.Object({
  eventId: Uuid,
  visits: Type.Array(
    Type.Object({
      id: Uuid,
      venue: Uuid,
      endedAt: Instant,
      endedBy: CheckOutMeans,
      estimated: Type.Boolean({ description: 'The visit was ended automatically: nobody saw the person leave.' }),
      occupancy: Occupancy,
    }),
  ),
});
export type CheckOutReply = Static<typeof CheckOutReply>;

export const GateReply = Type.Object({
  venue: VenueSummary,
  gate: GateSummary,
  occupancy: Occupancy,
  asks: Type.Object({
    credentials: Type.Boolean(),
    kinds: Type.Array(PersonKind),
    rulePack: Type.String(),
    rules: Type.Array(Type.Object({ rule: Type.String(), colour: Colour, texts: Texts })),
  }),
  open: Type.Boolean({ description: 'Inside the venue’s opening hours now.' }),
});
export type GateReply = Static<typeof GateReply>;

export const OccupancyReply = Type.Object({
  venue: VenueSummary,
  occupancy: Occupancy,
  at: Instant,
});
export type OccupancyReply = Static<typeof OccupancyReply>;

/** `event: occupancy` of the stream; sent on connect, at each change and at least every 10 s. */
export type OccupancyEvent = OccupancyReply;

/** One line of the officer's feed; also `event: entry` of its stream. An entry with a known `eventId` replaces the older one. */
export const FeedEntry = Type.Object({
  eventId: Uuid,
  at: Instant,
  gate: GateSummary,
  code: Type.String(),
  kind: PersonKind,
  outcome: Outcome,
  persons: Type.Array(
    Type.Object({
      colour: Colour,
      reasons: Type.Array(Reason),
      visit: Type.Union([Type.Object({ id: Uuid, open: Type.Boolean() }), Type.Null()]),
    }),
  ),
  review: Type.Union([
    Type.Null(),
    Type.Object({
      decided: Type.Union([Type.Null(), Type.Literal('approved'), Type.Literal('refused')]),
      expiresAt: Instant,
      reason: Type.Union([Type.String(), Type.Null()]),
    }),
  ]),
});
export type FeedEntry = Static<typeof FeedEntry>;

export const FeedReply = Type.Object({
  entries: Type.Array(FeedEntry),
  occupancy: Occupancy,
  venue: VenueSummary,
  gate: GateSummary,
});
export type FeedReply = Static<typeof FeedReply>;

export const ReviewDecisionRequest = strictObject({
  decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
  reason: Type.String({ minLength: 3, maxLength: 200 }),
});
export type ReviewDecisionRequest = Static<typeof ReviewDecisionRequest>;

/** Today's course of a venue: the state after the last event of each five minutes. */
export const CurveReply = Type.Object({
  from: Instant,
  stepMinutes: Type.Integer(),
  points: Type.Array(
    Type.Object({ at: Instant, visitors: Type.Integer(), employees: Type.Integer(), limit: Type.Integer() }),
  ),
});
export type CurveReply = Static<typeof CurveReply>;

export const LimitRequest = strictObject({
  limit: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  visitorLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()])),
  employeeLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()])),
  reason: Type.String({ minLength: 3, maxLength: 200 }),
});
export type LimitRequest = Static<typeof LimitRequest>;
