import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import type { Session } from '../access/index.ts';
import { authorise, type Action } from '../access/index.ts';
import { Problem } from '../http/problem.ts';

export interface EmployeesDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'record'>;
  /** Where this installation is reached; badges hold an address there. */
  readonly origin: string;
  readonly keys: {
    /** Seals names and codes. */
    readonly sealing: Buffer;
    /** Makes the digest by which a code is found. */
    readonly codes: Buffer;
  };
}

/** Who keeps the roster of an organisation. */
export interface Keeper {
  readonly accountId: string | null;
  readonly organisationId: string;
}

/**
 * A roster is the matter of the organisation's own people; an admin, who belongs to none, does not read names.
 * @throws Problem permission-missing
 */
export function getKeeper(session: Session, action: Action): Keeper {
  const { accountId, organisationId } = session;
  if (organisationId === null) {
    throw new Problem('permission-missing', { detail: 'A roster is kept by managers of the organisation itself.' });
  }
  authorise(session, action, { organisationId });
  return { accountId, organisationId };
}
