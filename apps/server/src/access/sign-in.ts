import type { SignInRequest } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { passwordMatches } from './password.ts';
import { hashSecret } from './secret-token.ts';
import { countTry, findSignIn, forgetTries } from './store.ts';

/**
 * Signs in with name and password. Known and unknown names cost the same work and answer the same.
 * @throws Problem sign-in-failed, rate-limited, busy
 */
export function signIn(deps: AccessDeps, request: SignInRequest, replaces: Buffer | null): Promise<OpenedSession> {
  // A place at the work comes before the count, so that a busy server uses up nobody's tries.
  return deps.passwordWork.run(async () => {
    const nameHash = hashSecret(request.signInName);
    await spendTry(deps, nameHash);
    const account = await findSignIn(deps.pool, request.signInName);
    const matches = await passwordMatches(request.password, account?.passwordHash ?? null);
    if (account === null || !matches) {
      throw new Problem('sign-in-failed');
    }
    await forgetTries(deps.pool, nameHash);
    return openSession(deps.pool, deps, { accountId: account.id, assurance: 'password' }, replaces);
  });
}

/** @throws Problem rate-limited */
export async function spendTry({ pool, clock }: AccessDeps, nameHash: Buffer): Promise<void> {
  const now = clock();
  const waitUntil = await countTry(pool, nameHash, now);
  if (waitUntil !== null) {
    const retryAfterSeconds = Math.max(1, Math.ceil((waitUntil.getTime() - now.getTime()) / 1000));
    throw new Problem('rate-limited', { retryAfterSeconds });
  }
}
