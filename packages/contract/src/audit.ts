import { Type, type Static } from 'typebox';
import { Instant, Uuid } from './shapes.ts';

/** One line of the audit record; it names staff and never visitors or card holders. */
export const AuditEntryView = Type.Object({
  id: Type.Integer(),
  at: Instant,
  actor: Type.Union([Type.Object({ id: Uuid, displayName: Type.Union([Type.String(), Type.Null()]) }), Type.Null()]),
  action: Type.String(),
  subject: Type.String(),
  organisationId: Type.Union([Uuid, Type.Null()]),
  detail: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
});
export type AuditEntryView = Static<typeof AuditEntryView>;
export const AuditReply = Type.Object({
  entries: Type.Array(AuditEntryView),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'Given as `before`, leads to older ones.' }),
});
export type AuditReply = Static<typeof AuditReply>;
