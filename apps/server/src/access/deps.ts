import type { Clock } from '../clock.ts';
import type { Pool, Queryable } from '../database/pool.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { WorkLimit } from '../http/work-limit.ts';

export interface AccessOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** What browsers open: scheme, host and port. Links and passkeys are bound to it, never to the Host header. */
  readonly origin: string;
  /** The name that a browser shows beside a passkey. */
  readonly rpName?: string;
  /** Seals the secrets of authenticator apps. */
  readonly sealingKey: Buffer;
  readonly audit: AuditRecorder;
}

/** Adds a line to the audit record, in the transaction of the deed. */
export interface AuditRecorder {
  record(
    client: Queryable,
    entry: { actor: string | null; action: string; subject: string; organisationId: string | null },
  ): Promise<void>;
}

export interface AccessDeps extends Required<AccessOptions> {
  readonly cookie: SessionCookie;
  readonly passwordWork: WorkLimit;
}
