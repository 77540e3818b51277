import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.ts';
import type { Access } from './access.ts';
import { findAccount, type Account } from './store.ts';

/** Second factors belong to people; a paired device has none. */
export async function getAccount(access: Access, request: FastifyRequest): Promise<Account> {
  const { accountId } = await access.getSession(request);
  const account = accountId === null ? null : await findAccount(access.deps.pool, accountId);
  if (account === null) {
    throw new Problem('permission-missing');
  }
  return account;
}
