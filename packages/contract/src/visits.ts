import { Type, type Static } from 'typebox';
import { Correction } from './corrections.ts';
import {
  Closed,
  Colour,
  EmployeeCode,
  GateCode,
  GateSummary,
  Instant,
  Occupancy,
  PersonKind,
  Texts,
  Uuid,
  VenueSummary,
  reasonText,
  strictObject,
} from './shapes.ts';

export const Credential = Type.String({
  minLength: 1,
  maxLength: 12_000,
  description:
    'The text of the scanned code. Several codes of one SMART Health Card are joined into one `shc:/` text; five of the largest fit. A binary code is `B64:` and its base64.',
});

/** As many as enter together, and as many visits as end together. */
const largestParty = 50;

export const CheckInRequest = strictObject({
  eventId: Uuid,
  gate: GateCode,
  kind: Type.Union([Type.Literal('visitor'), Type.Literal('employee')], {
    description:
      'As what those without a badge come in. Where the organisation keeps a roster, only a badge makes an employee.',
  }),
  persons: Type.Array(
    strictObject({
      credentials: Type.Array(Credential, { maxItems: 4 }),
      bornOn: Type.Optional(
        Type.String({
          pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
          description: 'Of a person without a certificate, for instance a child.',
        }),
      ),
      employeeCode: Type.Optional(EmployeeCode),
    }),
    { minItems: 1, maxItems: largestParty },
  ),
  leaving: Type.Optional(
    Type.Array(strictObject({ venue: Uuid, id: Uuid, token: Type.String({ maxLength: 64 }) }), {
      maxItems: largestParty,
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

/** What would turn a person green, told where there is something to tell. */
export const Outlook = Type.Object({
  greenFrom: Type.Union([Instant, Type.Null()], {
    description: 'From when the same certificates are green; null: waiting does not help.',
  }),
  afterBlack: Type.Optional(
    Type.Object(
      { from: Instant, colour: Colour },
      { description: 'Of somebody black: when that ends, and the colour of the same certificates from then on.' },
    ),
  ),
  needs: Type.Array(
    Type.Object({
      what: Type.Union([
        Type.Literal('full-vaccination'),
        Type.Literal('booster'),
        Type.Literal('pcr-test'),
        Type.Literal('antigen-test'),
        Type.Literal('companion'),
      ]),
      greenFrom: Type.String({ format: 'date-time', description: 'From when it would help, if it happened now.' }),
      hours: Type.Union([Type.Integer(), Type.Null()], {
        description: 'How long such a test, taken now, would count.',
      }),
    }),
  ),
});
export type Outlook = Static<typeof Outlook>;

/** Sent back as it is, in `visits` of a check-out or in `leaving` of the next check-in. */
export const VisitPass = Type.Object({
  venue: Uuid,
  id: Uuid,
  token: Type.String({ description: 'Needed to check out; kept on the visitor’s device.' }),
});
export type VisitPass = Static<typeof VisitPass>;

/** Of a person of a mixed party, where it differs from the party's. */
const OwnKind = Type.Union([Type.Literal('visitor'), Type.Literal('employee')], {
  description: 'Where it differs from the party’s.',
});

export const CheckInReply = Type.Object({
  eventId: Uuid,
  outcome: Outcome,
  code: Type.String({ description: 'Four symbols that the visitor’s and the officer’s screen both show.' }),
  decidedAt: Instant,
  disputableUntil: Type.Optional(
    Type.String({
      description: 'Of a red refusal: until when the officer of this gate may admit on a proof on paper.',
    }),
  ),
  venue: VenueSummary,
  gate: GateSummary,
  kind: Type.Union([Type.Literal('visitor'), Type.Literal('employee')], {
    description: 'As what the party was counted: `employee` where all of its persons were.',
  }),
  persons: Type.Array(
    Type.Object({
      kind: Type.Optional(OwnKind),
      colour: Colour,
      reasons: Type.Array(Reason),
      outlook: Type.Optional(Outlook),
      visit: Type.Union([VisitPass, Type.Null()]),
    }),
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
  Type.Literal('correction'),
]);
export type CheckOutMeans = Static<typeof CheckOutMeans>;

/** Either visits with their tokens (the visitor), or visits or a credential without (an officer who is signed in). */
export const CheckOutRequest = strictObject({
  eventId: Uuid,
  gate: Type.Optional(GateCode),
  visits: Type.Optional(
    Type.Array(strictObject({ venue: Uuid, id: Uuid, token: Type.Optional(Type.String({ maxLength: 64 })) }), {
      minItems: 1,
      maxItems: largestParty,
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
    kinds: Type.Array(PersonKind, {
      description: 'What somebody without a badge may come in as; visitors only where the organisation keeps a roster.',
    }),
    rulePack: Type.String(),
    rules: Type.Array(Type.Object({ rule: Type.String(), colour: Colour, texts: Texts })),
  }),
  open: Type.Boolean({ description: 'Inside the venue’s opening hours now.' }),
});
export type GateReply = Static<typeof GateReply>;

const StoppedSince = Type.Union([Instant, Type.Null()], {
  description: 'Nobody is admitted since then, because the count has to be examined.',
});

export const OccupancyReply = Type.Object({
  venue: VenueSummary,
  occupancy: Occupancy,
  at: Instant,
  stoppedSince: StoppedSince,
  closed: Type.Optional(Closed),
});
export type OccupancyReply = Static<typeof OccupancyReply>;

/** `event: occupancy` of the stream; sent on connect, at each change and at least every 10 s. */
export type OccupancyEvent = OccupancyReply;

/** What was shown on paper; never what stood in it. */
export const ProofKind = Type.Union([
  Type.Literal('vaccination-card'),
  Type.Literal('test-result'),
  Type.Literal('doctor-letter'),
  Type.Literal('other-document'),
]);
export type ProofKind = Static<typeof ProofKind>;

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
      kind: Type.Optional(OwnKind),
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
      proof: Type.Union([ProofKind, Type.Null()], { description: 'Of a provisional admission: what was shown.' }),
    }),
  ]),
});
export type FeedEntry = Static<typeof FeedEntry>;

export const FeedReply = Type.Object({
  entries: Type.Array(FeedEntry),
  corrections: Type.Array(Correction, { description: 'The newest corrections of this gate, newest first.' }),
  occupancy: Occupancy,
  stoppedSince: StoppedSince,
  closed: Type.Optional(Closed),
  venue: VenueSummary,
  gate: GateSummary,
});
export type FeedReply = Static<typeof FeedReply>;

/** `proof` where a red check-in is admitted, and only there. */
export const ReviewDecisionRequest = strictObject({
  decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
  reason: reasonText({ description: 'No name and no number of a person: long runs of digits are refused.' }),
  proof: Type.Optional(ProofKind),
});
export type ReviewDecisionRequest = Static<typeof ReviewDecisionRequest>;

/** Today's course of a venue: the state after the last event of each five minutes. */
export const CurveReply = Type.Object({
  from: Instant,
  stepMinutes: Type.Integer(),
  points: Type.Array(
    Type.Object({ at: Instant, visitors: Type.Integer(), employees: Type.Integer(), limit: Type.Integer() }),
  ),
  corrections: Type.Array(Correction, { description: 'What officers corrected by hand today, newest first.' }),
});
export type CurveReply = Static<typeof CurveReply>;

export const LimitRequest = strictObject({
  limit: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  visitorLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()])),
  employeeLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()])),
  reason: reasonText(),
});
export type LimitRequest = Static<typeof LimitRequest>;
