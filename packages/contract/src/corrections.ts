import { Type, type Static } from 'typebox';
import { GateSummary, Instant, Occupancy, PersonKind, Uuid, reasonText, strictObject } from './shapes.ts';

const mostAddedOrRemoved = 100;
const mostCounted = 50_000;

const Reason = reasonText({ description: 'About the count, never about a person.' });
const Count = Type.Integer({ minimum: 1, maximum: mostAddedOrRemoved });

/** What an officer corrects by hand. The event id is made and kept before the request is sent, as with check-ins. */
export const CorrectionRequest = Type.Union([
  strictObject(
    { eventId: Uuid, act: Type.Literal('add'), kind: PersonKind, count: Count, reason: Reason },
    {
      description:
        'People who came in without a check-in: a party of unknown people. They need room as everybody does.',
    },
  ),
  strictObject(
    { eventId: Uuid, act: Type.Literal('remove'), kind: PersonKind, count: Count, reason: Reason },
    { description: 'People who left without a check-out. Visits that were added by hand end first, then the oldest.' },
  ),
  strictObject(
    {
      eventId: Uuid,
      act: Type.Literal('recount'),
      inside: Type.Integer({ minimum: 0, maximum: mostCounted }),
      reason: Reason,
    },
    {
      description:
        'So many are inside, employees included. The number of visitors moves first. A recount is a fact: it may pass the limit, and then nobody enters until there is room.',
    },
  ),
]);
export type CorrectionRequest = Static<typeof CorrectionRequest>;

export const CorrectionUndoRequest = strictObject({ eventId: Uuid });
export type CorrectionUndoRequest = Static<typeof CorrectionUndoRequest>;

/** One correction; also `event: correction` of the gate's stream. One with a known `eventId` replaces the older one. */
export const Correction = Type.Object({
  eventId: Uuid,
  at: Instant,
  gate: GateSummary,
  act: Type.Union([Type.Literal('add'), Type.Literal('remove'), Type.Literal('recount')]),
  kind: Type.Union([PersonKind, Type.Null()]),
  count: Type.Integer({ description: 'As it was asked for; of a recount, the number that was counted.' }),
  change: Type.Integer({ description: 'How many more are inside because of it; negative: fewer.' }),
  outcome: Type.Union([Type.Literal('applied'), Type.Literal('full'), Type.Literal('too-few')], {
    description:
      '`full`: no room for all of them, so nobody was added. `too-few`: fewer are inside than should be removed.',
  }),
  override: Type.Boolean({ description: 'It put more people inside than the limit.' }),
  reason: Type.String(),
  by: Type.Union([Type.String(), Type.Null()], { description: 'Name of the account or the device.' }),
  undoableUntil: Type.Union([Instant, Type.Null()]),
  undoneAt: Type.Union([Instant, Type.Null()]),
});
export type Correction = Static<typeof Correction>;

export const CorrectionReply = Type.Object({ correction: Correction, occupancy: Occupancy });
export type CorrectionReply = Static<typeof CorrectionReply>;
