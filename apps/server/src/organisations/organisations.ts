import { uuidv7 } from 'uuidv7';
import type { OrganisationSummary } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { insertOrganisation, listOrganisations } from './store.ts';

const uniqueViolation = '23505';

/** Operators of venues: agencies and companies. */
export class Organisations {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor({ pool, clock }: { pool: Pool; clock: Clock }) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /** @throws Problem name-taken */
  async create(name: string): Promise<OrganisationSummary> {
    const organisation = { id: uuidv7(), name: name.trim() };
    try {
      await insertOrganisation(this.#pool, organisation, this.#clock());
    } catch (error) {
      if ((error as { code?: unknown }).code === uniqueViolation) {
        throw new Problem('name-taken');
      }
      throw error;
    }
    return organisation;
  }

  /** One organisation, or all of them (null), by name. */
  list(id: string | null): Promise<OrganisationSummary[]> {
    return listOrganisations(this.#pool, id);
  }
}
