import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { WorkLimit } from './work-limit.ts';

export interface AccessOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** What browsers open: scheme, host and port. Links and passkeys are bound to it, never to the Host header. */
  readonly origin: string;
  /** The name that a browser shows beside a passkey. */
  readonly rpName?: string;
}

export interface AccessDeps extends Required<AccessOptions> {
  readonly cookie: SessionCookie;
  readonly passwordWork: WorkLimit;
}
