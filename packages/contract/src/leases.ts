import { Type, type Static } from 'typebox';
import { GateSummary, Instant, Occupancy, Uuid, reasonText, strictObject } from './shapes.ts';

const mostPlaces = 1_000;

/** The event id becomes the id of the lease; it is made and kept before the request is sent. */
export const LeaseRequest = strictObject({
  eventId: Uuid,
  places: Type.Integer({ minimum: 1, maximum: mostPlaces }),
  minutes: Type.Integer({ minimum: 5, maximum: 720, description: 'Nobody may be admitted on the lease afterwards.' }),
});
export type LeaseRequest = Static<typeof LeaseRequest>;

export const LeaseReturnRequest = strictObject({
  eventId: Uuid,
  visitors: Type.Integer({ minimum: 0, maximum: mostPlaces, description: 'Admitted on the lease and inside now.' }),
  employees: Type.Integer({ minimum: 0, maximum: mostPlaces }),
});
export type LeaseReturnRequest = Static<typeof LeaseReturnRequest>;

export const LeaseReclaimRequest = strictObject({
  eventId: Uuid,
  reason: reasonText({ description: 'Why the device cannot return it.' }),
});
export type LeaseReclaimRequest = Static<typeof LeaseReclaimRequest>;

/** Places of a venue that one gate holds in order to admit people without the server. */
export const Lease = Type.Object({
  id: Uuid,
  gate: GateSummary,
  places: Type.Integer(),
  grantedAt: Instant,
  endsAt: Instant,
  status: Type.Union(
    [
      Type.Literal('refused'),
      Type.Literal('held'),
      Type.Literal('returned'),
      Type.Literal('expired'),
      Type.Literal('reclaimed'),
    ],
    { description: '`refused`: there was no room for so many places. Only what is `held` counts as `leased`.' },
  ),
  closedAt: Type.Union([Instant, Type.Null()]),
  admitted: Type.Union([Type.Object({ visitors: Type.Integer(), employees: Type.Integer() }), Type.Null()], {
    description: 'What the gate has reported.',
  }),
  reclaimAskedAt: Type.Union([Instant, Type.Null()], {
    description: 'Somebody has asked to take it back; it happens when a second person asks within 15 minutes.',
  }),
});
export type Lease = Static<typeof Lease>;

export const LeaseReply = Type.Object({ lease: Lease, occupancy: Occupancy });
export type LeaseReply = Static<typeof LeaseReply>;

export const LeasesReply = Type.Object({ leases: Type.Array(Lease, { description: 'Newest first, at most 50.' }) });
export type LeasesReply = Static<typeof LeasesReply>;
