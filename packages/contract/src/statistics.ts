import { Type, type Static } from 'typebox';
import { GateSummary, Instant } from './shapes.ts';
import { ProofKind } from './visits.ts';

const Count = Type.Integer({ minimum: 0 });

/** Who came to a venue on one day, as numbers of people; whoever tried twice counts twice. */
export const DoorDay = Type.Object({
  day: Type.String({ description: 'YYYY-MM-DD in the venue’s zone.' }),
  outcomes: Type.Object({ admitted: Count, review: Count, refused: Count, full: Count }),
  colours: Type.Object({ green: Count, yellow: Count, red: Count, black: Count }),
  provisional: Type.Integer({ description: 'Of the admitted: on a proof on paper.' }),
});
export type DoorDay = Static<typeof DoorDay>;

export const StatisticsReply = Type.Object({
  days: Type.Array(DoorDay, { description: 'Newest first, 14 at most; days on which nobody came are left out.' }),
});
export type StatisticsReply = Static<typeof StatisticsReply>;

/** What an officer decided on a proof on paper; it names the officer and never the visitor. */
export const ProvisionalAdmission = Type.Object({
  at: Instant,
  gate: GateSummary,
  code: Type.String(),
  persons: Type.Integer(),
  proof: ProofKind,
  reason: Type.String(),
  by: Type.Union([Type.String(), Type.Null()], { description: 'Name of the account or the device.' }),
});
export type ProvisionalAdmission = Static<typeof ProvisionalAdmission>;

export const ProvisionalAdmissionsReply = Type.Object({
  admissions: Type.Array(ProvisionalAdmission, { description: 'Of today, newest first; 200 at most.' }),
});
export type ProvisionalAdmissionsReply = Static<typeof ProvisionalAdmissionsReply>;
