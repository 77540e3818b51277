import { Type, type Static } from 'typebox';
import { Colour, GateSummary, Texts, VenueSummary } from './shapes.ts';

/** The demo city: what a newcomer needs to try every case. Served in demo mode only. */
export const DemoReply = Type.Object({
  venues: Type.Array(
    Type.Object({
      venue: VenueSummary,
      boardUrl: Type.String(),
      gates: Type.Array(
        Type.Object({ gate: GateSummary, url: Type.String(), posterText: Type.String(), posterPdfUrl: Type.String() }),
      ),
    }),
  ),
  staff: Type.Array(
    Type.Object({
      role: Type.String(),
      displayName: Type.String(),
      signInName: Type.String(),
      password: Type.String(),
      url: Type.String(),
    }),
  ),
  badges: Type.Array(
    Type.Object({
      name: Type.String(),
      unit: Type.String(),
      organisation: Type.String(),
      address: Type.String({ description: 'What the badge’s code holds.' }),
    }),
  ),
  certificates: Type.Array(
    Type.Object({
      id: Type.String(),
      holder: Type.String(),
      titles: Texts,
      colour: Colour,
      text: Type.String(),
      pictureUrl: Type.String(),
    }),
  ),
});
export type DemoReply = Static<typeof DemoReply>;
