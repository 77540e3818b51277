import type { CardLimits, IssuerRevocationRequest, IssuerView } from '@gapura/contract';
import { assertSecondFactor, authorise, type Session } from '../access/index.ts';
import { inTransaction, type Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { CardsDeps } from './deps.ts';
import {
  expireRequests,
  findKeyInUse,
  forgetRequests,
  insertKey,
  listIssuers,
  listKeys,
  lockIssuer,
  putIssuer,
  retireKeys,
  revokeKeys,
  withdrawIssuer,
  type IssuerRow,
} from './issuer-store.ts';
import { presentIssuer } from './present.ts';
import { makeSigningKey } from './signing-key.ts';

const defaultLimits: CardLimits = { perHour: 60, perDay: 500, perPersonDay: 200 };

/** An admin sees all issuers, staff of an organisation the own one. */
export async function readIssuers({ pool }: CardsDeps, session: Session): Promise<IssuerView[]> {
  const { organisationId } = session;
  authorise(session, 'issuer.read', organisationId === null ? {} : { organisationId });
  const [issuers, keys] = await Promise.all([listIssuers(pool, organisationId), listKeys(pool, organisationId)]);
  return issuers.map((issuer) => presentIssuer(issuer, keys));
}

async function getIssuer({ pool }: CardsDeps, organisationId: string): Promise<IssuerView> {
  const [issuer] = await listIssuers(pool, organisationId);
  if (issuer === undefined) {
    throw new Problem('issuer-unknown');
  }
  return presentIssuer(issuer, await listKeys(pool, organisationId));
}

/** @throws Problem permission-missing, second-factor-required */
function getAuthority(session: Session, action: 'issuer.grant' | 'issuer.revoke'): string {
  authorise(session, action, {});
  assertSecondFactor(session);
  return session.accountId;
}

/**
 * Gives an organisation the right to issue cards, with a key of its own; or changes the limits of one that has it.
 * @throws Problem permission-missing, second-factor-required, organisation-unknown
 */
export async function grantIssuer(
  deps: CardsDeps,
  session: Session,
  grant: { readonly organisationId: string; readonly limits: CardLimits | undefined },
): Promise<IssuerView> {
  const by = getAuthority(session, 'issuer.grant');
  const { organisationId } = grant;
  const at = deps.clock();
  await inTransaction(deps.pool, async (client) => {
    const name = await getOrganisationName(client, organisationId);
    const known = await lockIssuer(client, organisationId);
    const limits = grant.limits ?? known?.limits ?? defaultLimits;
    await putIssuer(client, { organisationId, by, at, limits });
    if ((await findKeyInUse(client, organisationId)) === null) {
      await insertKey(client, organisationId, { ...makeSigningKey(deps, name), createdAt: at });
    }
    const action = known !== null && known.withdrawnAt === null ? 'issuer.limits-changed' : 'issuer.granted';
    const detail = { ...limits };
    await deps.audit.record(client, { actor: by, action, subject: organisationId, organisationId, detail });
  });
  await deps.onTrustChange();
  return getIssuer(deps, organisationId);
}

async function getOrganisationName(db: Queryable, id: string): Promise<string> {
  const { rows } = await db.query<{ name: string }>('select name from organisations where id = $1 for share', [id]);
  const [organisation] = rows;
  if (organisation === undefined) {
    throw new Problem('organisation-unknown');
  }
  return organisation.name;
}

interface Change {
  readonly by: string;
  readonly organisationId: string;
  readonly action: string;
  readonly reason?: string;
}

/** Changes an issuer while nobody issues for it, with a line in the audit record. */
async function changeIssuer(
  deps: CardsDeps,
  change: Change,
  work: (client: Queryable, issuer: IssuerRow) => Promise<void>,
): Promise<IssuerView> {
  const { by, organisationId, action, reason } = change;
  await inTransaction(deps.pool, async (client) => {
    const issuer = await lockIssuer(client, organisationId);
    if (issuer === null) {
      throw new Problem('issuer-unknown');
    }
    await work(client, issuer);
    const detail = reason === undefined ? {} : { reason };
    await deps.audit.record(client, { actor: by, action, subject: organisationId, organisationId, detail });
  });
  await deps.onTrustChange();
  return getIssuer(deps, organisationId);
}

/**
 * Gives an issuer a new key. The old one signs no more, and its cards go on counting.
 * @throws Problem permission-missing, second-factor-required, issuer-unknown
 */
export function renewKey(deps: CardsDeps, session: Session, organisationId: string): Promise<IssuerView> {
  const by = getAuthority(session, 'issuer.grant');
  return changeIssuer(deps, { by, organisationId, action: 'issuer.key-renewed' }, async (client, issuer) => {
    if (issuer.withdrawnAt !== null) {
      throw new Problem('issuer-unknown');
    }
    const now = deps.clock();
    await retireKeys(client, organisationId, now);
    await insertKey(client, organisationId, { ...makeSigningKey(deps, issuer.organisationName), createdAt: now });
  });
}

/**
 * Takes the right away: nothing more is issued, and the key is destroyed. Cards that are out go on counting.
 * @throws Problem permission-missing, second-factor-required, issuer-unknown
 */
export function withdrawRight(
  deps: CardsDeps,
  session: Session,
  { organisationId, reason }: { readonly organisationId: string; readonly reason: string },
): Promise<IssuerView> {
  const by = getAuthority(session, 'issuer.grant');
  return changeIssuer(deps, { by, organisationId, action: 'issuer.withdrawn', reason }, async (client) => {
    const now = deps.clock();
    await withdrawIssuer(client, organisationId, now);
    await retireKeys(client, organisationId, now);
    await expireRequests(client, organisationId);
  });
}

/**
 * Ends an issuer with every card that it ever issued: its keys leave the trust list.
 * @throws Problem permission-missing, second-factor-required, issuer-unknown, confirmation-wrong
 */
export function revokeIssuer(
  deps: CardsDeps,
  session: Session,
  { organisationId, reason, organisationName }: IssuerRevocationRequest & { readonly organisationId: string },
): Promise<IssuerView> {
  const by = getAuthority(session, 'issuer.revoke');
  return changeIssuer(deps, { by, organisationId, action: 'issuer.revoked', reason }, async (client, issuer) => {
    if (organisationName.trim() !== issuer.organisationName) {
      throw new Problem('confirmation-wrong');
    }
    const now = deps.clock();
    await withdrawIssuer(client, organisationId, now);
    await revokeKeys(client, organisationId, now);
    await expireRequests(client, organisationId);
    await forgetRequests(client, organisationId);
  });
}
