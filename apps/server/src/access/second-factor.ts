import type { TotpEnrolmentReply } from '@gapura/contract';
import { Secret, TOTP } from 'otpauth';
import { seal, unseal } from '../config/sealing.ts';
import { inTransaction } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import { authorise } from './permissions.ts';
import { hashSecret } from './secret-token.ts';
import type { Session } from './session.ts';
import { spendTry } from './sign-in.ts';
import { forgetTries, listStaff, type Account } from './store.ts';
import {
  deleteSecondFactors,
  findTotp,
  hasSecondFactor,
  putUnconfirmedTotp,
  raiseSession,
  useTotpStep,
} from './totp-store.ts';

const secretBytes = 20;
const periodSeconds = 30;
/** Phones' clocks are a little wrong: the codes before and after count too. */
const windowSteps = 1;

const contextOf = (accountId: string): string => `totp:${accountId}`;

/**
 * Whoever acts here must have proved two things: a password and a code, or a passkey that checks the person.
 * @throws Problem second-factor-required, permission-missing for a paired device
 */
export function assertSecondFactor(session: Session): asserts session is Session & { readonly accountId: string } {
  const { assurance, accountId } = session;
  if (accountId === null) {
    throw new Problem('permission-missing');
  }
  if (assurance !== 'passkey' && assurance !== 'password-totp') {
    throw new Problem('second-factor-required');
  }
}

/**
 * A second factor may be added by password alone only where there is none: else a stolen password would suffice.
 * @throws Problem second-factor-required
 */
export async function assertMayChangeFactors({ pool }: AccessDeps, session: Session): Promise<void> {
  if (session.accountId !== null && (await hasSecondFactor(pool, session.accountId))) {
    assertSecondFactor(session);
  }
}

export async function isEnrolled({ pool }: AccessDeps, accountId: string): Promise<boolean> {
  return (await findTotp(pool, accountId))?.confirmedAt instanceof Date;
}

/**
 * Makes a secret for an authenticator app; it counts from the first code on.
 * @throws Problem second-factor-required, name-taken where an app is set up already
 */
export async function offerTotp(deps: AccessDeps, session: Session, account: Account): Promise<TotpEnrolmentReply> {
  await assertMayChangeFactors(deps, session);
  const secret = new Secret({ size: secretBytes });
  const sealed = seal(Buffer.from(secret.bytes), deps.sealingKey, contextOf(account.id));
  if (!(await putUnconfirmedTotp(deps.pool, { accountId: account.id, sealed, now: deps.clock() }))) {
    throw new Problem('second-factor-required', { detail: 'An app is set up already. An admin can take it away.' });
  }
  const url = new TOTP({ issuer: deps.rpName, label: account.signInName, secret, period: periodSeconds }).toString();
  return { secret: secret.base32, url };
}

/**
 * Takes a code and raises this session. The first code confirms the app.
 * @throws Problem second-factor-missing, second-factor-invalid, rate-limited
 */
export async function provePossession(deps: AccessDeps, session: Session, code: string): Promise<void> {
  const { id, accountId, organisationId } = session;
  const stored = accountId === null ? null : await findTotp(deps.pool, accountId);
  if (accountId === null || stored === null) {
    throw new Problem('second-factor-missing');
  }
  const tries = hashSecret(contextOf(accountId));
  await spendTry(deps, tries);
  const now = deps.clock();
  const step = findStep(unseal(stored.sealed, deps.sealingKey, contextOf(accountId)), code, now);
  await inTransaction(deps.pool, async (client) => {
    if (step === null || !(await useTotpStep(client, { accountId, sealed: stored.sealed, step, now }))) {
      throw new Problem('second-factor-invalid');
    }
    await raiseSession(client, id, 'password-totp');
    if (stored.confirmedAt === null) {
      const action = 'second-factor.added';
      await deps.audit.record(client, { actor: accountId, action, subject: accountId, organisationId });
    }
  });
  await forgetTries(deps.pool, tries);
}

/** The number of the half minute that the code belongs to (RFC 6238 §4.2). */
function findStep(secret: Buffer, code: string, now: Date): number | null {
  const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: periodSeconds });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: windowSteps });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}

/**
 * For somebody who lost phone and passkey: an admin, asked in person, takes all second factors away.
 * @throws Problem account-unknown, permission-missing, second-factor-required
 */
export async function resetSecondFactors(deps: AccessDeps, session: Session, id: string): Promise<void> {
  authorise(session, 'staff.reset-factors', {});
  assertSecondFactor(session);
  const [row] = await listStaff(deps.pool, { id });
  if (row === undefined) {
    throw new Problem('account-unknown');
  }
  if (session.accountId === id) {
    throw new Problem('permission-missing', { detail: 'Nobody resets the own account.' });
  }
  await inTransaction(deps.pool, async (client) => {
    await deleteSecondFactors(client, id);
    const { accountId: actor } = session;
    const { organisationId } = row;
    await deps.audit.record(client, { actor, action: 'second-factor.reset', subject: id, organisationId });
  });
}
