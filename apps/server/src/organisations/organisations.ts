import { uuidv7 } from 'uuidv7';
import type { OrganisationRequest, OrganisationSummary } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { findOrganisationByName, insertOrganisation, selectOrganisations } from './store.ts';

export interface Organisations {
  /** @throws Problem name-taken */
  create(request: OrganisationRequest): Promise<OrganisationSummary>;
  /** Only the one of this id; all of them where it is null. */
  list(id: string | null): Promise<readonly OrganisationSummary[]>;
  findByName(name: string): Promise<OrganisationSummary | null>;
}

export function createOrganisations({ pool, clock }: { pool: Queryable; clock: Clock }): Organisations {
  return {
    async create({ name }) {
      const organisation = { id: uuidv7(), name: name.trim() };
      if (!(await insertOrganisation(pool, { ...organisation, createdAt: clock() }))) {
        throw new Problem('name-taken');
      }
      return organisation;
    },
    list: (id) => selectOrganisations(pool, id),
    findByName: (name) => findOrganisationByName(pool, name),
  };
}
