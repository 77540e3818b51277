import type { Session } from '../access/index.ts';
import { assertSecondFactor, authorise, type Action } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';

export interface CardsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'record'>;
  readonly keys: {
    /** Seals signing keys and the personal data of requests. */
    readonly sealing: Buffer;
    /** Makes the hash by which a person's earlier card is found. */
    readonly persons: Buffer;
  };
  /** Stands before the name of every issuer whose keys nobody else shall trust; empty outside the demo. */
  readonly namePrefix: string;
  /** Keys or denied credentials have changed: this process reads them before it resolves, the others are told. */
  readonly onTrustChange: () => Promise<void>;
}

/** A person of an organisation, signed in with a second factor. */
export interface Officer {
  readonly accountId: string;
  readonly organisationId: string;
}

/**
 * Cards are the matter of an organisation's own people; an admin, who belongs to none, has no part in issuing.
 * @throws Problem permission-missing, second-factor-required
 */
export function getOfficer(session: Session, action: Action): Officer {
  const { organisationId } = session;
  if (organisationId === null) {
    throw new Problem('permission-missing', { detail: 'Cards are issued by people of the organisation itself.' });
  }
  authorise(session, action, { organisationId });
  assertSecondFactor(session);
  return { accountId: session.accountId, organisationId };
}
