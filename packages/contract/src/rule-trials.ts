import { Type, type Static } from 'typebox';
import { Level } from './regimes.ts';
import { Colour, Instant, PersonKind, strictObject } from './shapes.ts';
import { Credential, Reason } from './visits.ts';

/** What a rule pack would say about somebody, somewhere, at some instant. Nothing of it is kept. */
export const RuleTrialRequest = strictObject({
  credentials: Type.Array(Credential, { maxItems: 4 }),
  bornOn: Type.Optional(
    Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'Of somebody without a certificate.' }),
  ),
  kind: PersonKind,
  category: Type.String({ maxLength: 40 }),
  level: Level,
  at: Instant,
  timeZone: Type.String({ maxLength: 60, description: 'IANA name; days are counted in it.' }),
});
export type RuleTrialRequest = Static<typeof RuleTrialRequest>;

export const RuleTrialReply = Type.Object({
  colour: Colour,
  admission: Type.Union([Type.Literal('admitted'), Type.Literal('review'), Type.Literal('refused')]),
  reasons: Type.Array(Reason),
});
export type RuleTrialReply = Static<typeof RuleTrialReply>;
