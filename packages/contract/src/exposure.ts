import { Type, type Static } from 'typebox';
import { Instant, Uuid, reasonText, strictObject } from './shapes.ts';
import { Credential } from './visits.ts';

const DateOnly = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Kind = Type.Union([Type.Literal('case'), Type.Literal('contact')]);

/** 64 hex digits that name a person to this installation and to nobody else. They cannot be turned back into a name. */
export const ExposureIdentifier = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** The person by an own certificate; nothing of it is kept. */
export const ExposureIdentifierRequest = strictObject({
  credentials: Type.Array(Credential, { minItems: 1, maxItems: 4 }),
});
export type ExposureIdentifierRequest = Static<typeof ExposureIdentifierRequest>;
export const ExposureIdentifierReply = Type.Object({ identifier: ExposureIdentifier });
export type ExposureIdentifierReply = Static<typeof ExposureIdentifierReply>;

/** Exactly one of `credentials` and `identifier`. */
export const ExposureRequest = strictObject({
  kind: Kind,
  on: Type.String({
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
    description: 'Of the laboratory result, or of the contact.',
  }),
  credentials: Type.Optional(Type.Array(Credential, { minItems: 1, maxItems: 4 })),
  identifier: Type.Optional(ExposureIdentifier),
  replace: Type.Optional(
    Type.Boolean({
      description:
        'A person has one entry of each kind. A later date takes the place of an earlier one; an earlier one only if this is true.',
    }),
  ),
});
export type ExposureRequest = Static<typeof ExposureRequest>;

/** A case or a contact as the health authority sees it: never whose it is. */
export const Exposure = Type.Object({
  id: Uuid,
  kind: Kind,
  on: DateOnly,
  endsOn: Type.Union([DateOnly, Type.Null()], {
    description:
      'The first day on which no door refuses for it, by the rules in force; null where none does, or it was ended.',
  }),
  standing: Type.Boolean({ description: 'Whether some door refuses for it now.' }),
  enteredAt: Instant,
  endedAt: Type.Union([Instant, Type.Null()]),
  endReason: Type.Union([Type.String(), Type.Null()]),
});
export type Exposure = Static<typeof Exposure>;
export const ExposuresReply = Type.Object({
  exposures: Type.Array(Exposure, { description: 'Newest first; 500 at most.' }),
  standing: Type.Object(
    { cases: Type.Integer(), contacts: Type.Integer() },
    { description: 'For how many entries some door refuses now.' },
  ),
  remaining: Type.Optional(
    Type.Array(Exposure, { description: 'After an end: what else stands against the same person.' }),
  ),
});
export type ExposuresReply = Static<typeof ExposuresReply>;

export const ExposureEndRequest = strictObject({
  reason: Type.Union([Type.Literal('exit-test'), Type.Literal('mistake'), Type.Literal('recovered')]),
});
export type ExposureEndRequest = Static<typeof ExposureEndRequest>;

/** Lines `identifier;kind;on` with a heading. All of them are entered, or none. */
export const ExposureImportRequest = strictObject({ csv: Type.String({ minLength: 1, maxLength: 262_144 }) });
export type ExposureImportRequest = Static<typeof ExposureImportRequest>;
export const ExposureImportReply = Type.Object({ entered: Type.Integer() });
export type ExposureImportReply = Static<typeof ExposureImportReply>;

/** Somebody was refused as black at a gate. No name, no certificate: a place and a time that somebody takes care of. */
export const Incident = Type.Object({
  id: Uuid,
  at: Instant,
  venue: Type.Object({ id: Uuid, name: Type.String() }),
  gate: Type.Object({ code: Type.String(), name: Type.String() }),
  eventId: Uuid,
  attempts: Type.Integer({ description: 'How often the same person has come to this gate while it was open.' }),
  lastAt: Instant,
  closedAt: Type.Union([Instant, Type.Null()]),
  closedBy: Type.Union([Type.String(), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
});
export type Incident = Static<typeof Incident>;
export const IncidentsReply = Type.Object({ incidents: Type.Array(Incident), open: Type.Integer() });
export type IncidentsReply = Static<typeof IncidentsReply>;
export const IncidentCloseRequest = strictObject({ note: reasonText({ maxLength: 300 }) });
export type IncidentCloseRequest = Static<typeof IncidentCloseRequest>;
