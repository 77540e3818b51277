import type { FastifyRequest } from 'fastify';
import type { Access } from '../access/index.ts';
import type { DaysSources } from './days.ts';
import { getKeeper, type EmployeesDeps, type Keeper } from './deps.ts';

export interface EmployeeRouteDeps {
  readonly employees: EmployeesDeps;
  readonly access: Pick<Access, 'getSession'>;
  readonly employeeDays: DaysSources;
}

export async function getReader({ access }: EmployeeRouteDeps, request: FastifyRequest): Promise<Keeper> {
  return getKeeper(await access.getSession(request), 'roster.read');
}

export async function getChanger({ access }: EmployeeRouteDeps, request: FastifyRequest): Promise<Keeper> {
  return getKeeper(await access.getSession(request), 'roster.change');
}
