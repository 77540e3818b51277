import { Type, type Static } from 'typebox';
import { DateOnly, Instant, Uuid, reasonText, strictObject } from './shapes.ts';
import { vaccines, type VaccineId } from './vaccines.ts';

export { vaccines, type VaccineId } from './vaccines.ts';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const NameText = Type.String({ maxLength: 80 });
const ReasonText = reasonText();

const Vaccine = Type.Unsafe<VaccineId>({ type: 'string', enum: Object.keys(vaccines) });

/** What a card says, as the officer copies it from the paper. It is kept sealed, and for a week at most. */
export const CardContent = strictObject({
  familyName: Type.String({ minLength: 1, maxLength: 80, description: 'The only name of who has one name.' }),
  givenName: NameText,
  bornOn: DateOnly,
  vaccine: Vaccine,
  doseNumber: Type.Integer({ minimum: 1, maximum: 9 }),
  doseOf: Type.Integer({ minimum: 1, maximum: 9 }),
  givenOn: DateOnly,
  evidence: Type.String({
    minLength: 3,
    maxLength: 40,
    description: 'The number of the paper that was seen: yellow book, vaccination letter. Never a NIK.',
  }),
});
export type CardContent = Static<typeof CardContent>;

export const CardPerson = Type.Object({ id: Uuid, displayName: Type.String() });

export const CardRequestState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('approved'),
  Type.Literal('refused'),
  Type.Literal('expired'),
]);

export const CardRequestView = Type.Object({
  id: Uuid,
  batch: Nullable(Uuid),
  state: CardRequestState,
  requestedBy: CardPerson,
  requestedAt: Instant,
  decidedBy: Nullable(CardPerson),
  decidedAt: Nullable(Instant),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Why it was refused.' }),
  content: Type.Union([CardContent, Type.Null()], { description: 'Null once the personal data has been deleted.' }),
  forgetAt: Instant,
  cardId: Nullable(Uuid),
  earlierCards: Type.Integer({ description: 'Cards that this person has for this dose already, of any issuer here.' }),
  mayDecide: Type.Boolean({ description: 'Whether who asks may approve or refuse it: nobody decides an own request.' }),
});
export type CardRequestView = Static<typeof CardRequestView>;
export const CardRequestsReply = Type.Object({
  requests: Type.Array(CardRequestView),
  next: Type.Union([Uuid, Type.Null()], { description: 'Given as `before`, leads to older ones.' }),
});
export type CardRequestsReply = Static<typeof CardRequestsReply>;

export const CardDecisionRequest = Type.Union([
  strictObject({ decision: Type.Literal('approve') }),
  strictObject({ decision: Type.Literal('refuse'), reason: ReasonText }),
]);
export type CardDecisionRequest = Static<typeof CardDecisionRequest>;

/** What is wrong with one field of a CSV file. */
export const CsvFault = Type.Object({
  line: Type.Integer({ description: 'Counted from 1, the line of the header.' }),
  field: Type.Union([Type.String(), Type.Null()], { description: 'The column, called as the file calls it.' }),
  code: Type.String(),
  message: Type.Object({ id: Type.String(), en: Type.String() }),
});
export type CsvFault = Static<typeof CsvFault>;

export const CardBatchView = Type.Object({
  id: Uuid,
  requestedBy: CardPerson,
  requestedAt: Instant,
  size: Type.Integer(),
  waiting: Type.Integer(),
  approved: Type.Integer(),
  refused: Type.Integer(),
  expired: Type.Integer(),
  printable: Type.Integer({ description: 'Cards whose data is still there, to be printed.' }),
  mayDecide: Type.Boolean(),
});
export type CardBatchView = Static<typeof CardBatchView>;
export const CardBatchesReply = Type.Object({ batches: Type.Array(CardBatchView) });
export type CardBatchesReply = Static<typeof CardBatchesReply>;

/** Everything or nothing: without a batch nothing was entered. */
export const CardBatchReport = Type.Object({
  dryRun: Type.Boolean(),
  rows: Type.Integer(),
  faults: Type.Array(CsvFault),
  batch: Nullable(CardBatchView),
});
export type CardBatchReport = Static<typeof CardBatchReport>;

export const CardView = Type.Object({
  id: Uuid,
  organisation: Type.Object({ id: Uuid, name: Type.String() }),
  certificateId: Type.String({ description: 'The `ci` of the certificate, URN:UVCI:01:ID:…' }),
  requestedBy: CardPerson,
  approvedBy: CardPerson,
  issuedAt: Instant,
  handedOutAt: Nullable(Instant),
  revoked: Nullable(Type.Object({ at: Instant, by: CardPerson, reason: Type.String() })),
});
export type CardView = Static<typeof CardView>;
export const CardsReply = Type.Object({ cards: Type.Array(CardView), next: Nullable(Uuid) });
export type CardsReply = Static<typeof CardsReply>;

/** One of both names the card. */
export const CardRevocationRequest = strictObject({
  cardId: Type.Optional(Uuid),
  certificateId: Type.Optional(Type.String({ minLength: 8, maxLength: 80 })),
  reason: ReasonText,
});
export type CardRevocationRequest = Static<typeof CardRevocationRequest>;

export const CardLimits = strictObject({
  perHour: Type.Integer({ minimum: 1, maximum: 10_000, description: 'Cards of the organisation.' }),
  perDay: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Cards of the organisation.' }),
  perPersonDay: Type.Integer({
    minimum: 1,
    maximum: 100_000,
    description: 'Cards that one person entered or approved.',
  }),
});
export type CardLimits = Static<typeof CardLimits>;

export const CardKeyView = Type.Object({
  keyId: Type.String({ description: 'As in the header of the certificates: standard base64.' }),
  state: Type.Union([Type.Literal('in-use'), Type.Literal('retired'), Type.Literal('revoked')]),
  createdAt: Instant,
  validUntil: Instant,
  certificatePem: Type.String(),
});
export const IssuerView = Type.Object({
  organisation: Type.Object({ id: Uuid, name: Type.String() }),
  grantedAt: Instant,
  withdrawnAt: Nullable(Instant),
  limits: CardLimits,
  keys: Type.Array(CardKeyView),
});
export type IssuerView = Static<typeof IssuerView>;
export const IssuersReply = Type.Object({ issuers: Type.Array(IssuerView) });
export type IssuersReply = Static<typeof IssuersReply>;

export const IssuerGrantRequest = strictObject({ limits: Type.Optional(CardLimits) });
export type IssuerGrantRequest = Static<typeof IssuerGrantRequest>;
export const IssuerWithdrawalRequest = strictObject({ reason: ReasonText });
export type IssuerWithdrawalRequest = Static<typeof IssuerWithdrawalRequest>;
/** All cards of the issuer stop counting: who does it types the organisation's name. */
export const IssuerRevocationRequest = strictObject({ reason: ReasonText, organisationName: Type.String() });
export type IssuerRevocationRequest = Static<typeof IssuerRevocationRequest>;
