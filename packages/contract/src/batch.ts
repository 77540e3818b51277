import { Type, type Static } from 'typebox';
import { ProblemReply } from './errors.ts';
import { Uuid } from './shapes.ts';
import { CheckInReply } from './visits.ts';

/** Of one batch of check-ins; the lines of its body are `CheckInRequest`s. */
export const mostLinesInBatch = 500;

/** One line of the answer to a batch: what became of one line of its body. */
export const BatchLine = Type.Object({
  line: Type.Integer({ description: 'Of the body, counted from 1; empty lines count.' }),
  eventId: Type.Union([Uuid, Type.Null()], { description: 'Null where the line could not be read or has no id.' }),
  reply: Type.Union([CheckInReply, Type.Null()]),
  problem: Type.Union([ProblemReply, Type.Null()]),
});
export type BatchLine = Static<typeof BatchLine>;
