import { Type, type Static } from 'typebox';
import { Instant, strictObject } from './shapes.ts';

/** What an officer may be faced with. */
export const Situation = Type.Union([
  Type.Literal('green'),
  Type.Literal('yellow'),
  Type.Literal('red'),
  Type.Literal('black'),
  Type.Literal('full'),
  Type.Literal('closed'),
  Type.Literal('unreadable'),
]);
export type Situation = Static<typeof Situation>;

const StepText = Type.String({ minLength: 1, maxLength: 160, pattern: '\\S' });
export const ProcedureStep = strictObject({ id: StepText, en: StepText });
export type ProcedureStep = Static<typeof ProcedureStep>;

export const ProcedureRequest = strictObject({ steps: Type.Array(ProcedureStep, { minItems: 1, maxItems: 8 }) });
export type ProcedureRequest = Static<typeof ProcedureRequest>;

/** What to do in a situation, step by step, in two languages. */
export const Procedure = Type.Object({
  situation: Situation,
  steps: Type.Array(ProcedureStep),
  changed: Type.Union([Type.Null(), Type.Object({ at: Instant, by: Type.Union([Type.String(), Type.Null()]) })], {
    description: 'By the organisation; null: as shipped.',
  }),
});
export type Procedure = Static<typeof Procedure>;
export const ProceduresReply = Type.Object({ procedures: Type.Array(Procedure) });
export type ProceduresReply = Static<typeof ProceduresReply>;
