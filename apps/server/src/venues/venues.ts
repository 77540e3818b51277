import { uuidv7 } from 'uuidv7';
import type { GateRequest, VenueChangeRequest, VenueRequest } from '@gapura/contract';
import type { Category } from '@gapura/screening';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { changed, checkVenue, fault } from './check-request.ts';
import { GateCache } from './gate-cache.ts';
import { createGateCode } from './gate-code.ts';
import { searchVenues, type FoundVenues, type VenueSearch } from './search.ts';
import {
  findGateByCode,
  findVenue,
  insertGate,
  insertVenue,
  selectGates,
  selectManaged,
  updateVenue,
  type ManagedRow,
} from './store.ts';
import type { Gate, GateAtVenue, Venue } from './venue.ts';

export interface VenuesOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly audit: Pick<Audit, 'record'>;
  readonly categories: readonly Category[];
  /** Gives a gate's signed address. */
  readonly posterSigner: { url(code: string): string };
}

export type ManagedVenueRecord = ManagedRow & { readonly gates: readonly Gate[] };

/** The venues of this installation and their gates. What a gate is found by is remembered for up to five seconds. */
export class Venues {
  readonly categories: readonly Category[];
  readonly #options: VenuesOptions;
  readonly #gates: GateCache;

  constructor(options: VenuesOptions) {
    this.categories = options.categories;
    this.#options = options;
    this.#gates = new GateCache((code) => findGateByCode(options.pool, code), options.clock);
  }

  findGate(code: string): Promise<GateAtVenue | null> {
    return this.#gates.find(code);
  }

  /** @throws Problem gate-unknown */
  async getGate(code: string): Promise<GateAtVenue> {
    const gate = await this.findGate(code);
    if (gate === null) {
      throw new Problem('gate-unknown');
    }
    return gate;
  }

  /** @throws Problem venue-unknown */
  async getVenue(id: string): Promise<Venue> {
    const venue = await findVenue(this.#options.pool, id);
    if (venue === null) {
      throw new Problem('venue-unknown');
    }
    return venue;
  }

  search(wanted: VenueSearch): Promise<FoundVenues> {
    return searchVenues(this.#options.pool, wanted);
  }

  gateUrl({ code }: Gate): string {
    return this.#options.posterSigner.url(code);
  }

  /** @throws Problem body-invalid, limit-above-capacity, organisation-unknown, area-unknown */
  async createVenue(request: VenueRequest): Promise<Venue> {
    checkVenue(request);
    const { organisationId, name, category, address, timeZone, capacity, opensAt, closesAt } = request;
    const { area: areaCode = null, sector = null } = request;
    const { longestStayMinutes } = this.#getCategory(category);
    const own = { organisationId, name, category, address, timeZone, capacity, longestStayMinutes, opensAt, closesAt };
    const venue: Venue = { id: uuidv7(), ...own, areaCode, sector };
    const { limit, visitorLimit = null, employeeLimit = null } = request;
    const createdAt = this.#options.clock();
    await inTransaction(this.#options.pool, async (client) => {
      await insertVenue(client, venue, { limit, visitorLimit, employeeLimit }, createdAt);
      for (const gate of request.gates) {
        await insertGate(client, newGate(venue.id, gate), createdAt);
      }
    }).catch((error: unknown) => {
      throw problemOfMissing(error);
    });
    this.#gates.clear();
    return venue;
  }

  /**
   * Where a venue lies decides which level, rules and overseers it has, so moving it leaves a line in the record.
   * @throws Problem body-invalid, area-unknown
   */
  async changeVenue(venue: Venue, change: VenueChangeRequest, by: string | null): Promise<Venue> {
    const { pool, audit } = this.#options;
    const next = changed(venue, change);
    const { id, organisationId, areaCode: from } = venue;
    const { areaCode: to } = next;
    await inTransaction(pool, async (client) => {
      await updateVenue(client, next);
      if (from !== to) {
        const entry = { actor: by, action: 'venue.moved', subject: id, organisationId, detail: { from, to } };
        await audit.record(client, entry);
      }
    }).catch((error: unknown) => {
      throw problemOfMissing(error);
    });
    this.#gates.clear();
    return next;
  }

  async addGate(venue: Venue, request: GateRequest): Promise<Gate> {
    const gate = newGate(venue.id, request);
    await insertGate(this.#options.pool, gate, this.#options.clock());
    this.#gates.clear();
    return gate;
  }

  /** Those of one organisation; all of them where it is null. */
  listManagedVenues(organisationId: string | null): Promise<readonly ManagedVenueRecord[]> {
    return this.#selectManaged({ organisationId, venueId: null });
  }

  /** @throws Problem venue-unknown */
  async getManagedVenue(venueId: string): Promise<ManagedVenueRecord> {
    const [found] = await this.#selectManaged({ organisationId: null, venueId });
    if (found === undefined) {
      throw new Problem('venue-unknown');
    }
    return found;
  }

  async #selectManaged(which: Parameters<typeof selectManaged>[1]): Promise<readonly ManagedVenueRecord[]> {
    const rows = await selectManaged(this.#options.pool, which);
    const gates = await selectGates(
      this.#options.pool,
      rows.map(({ venue }) => venue.id),
    );
    const gatesByVenue = new Map<string, Gate[]>(rows.map(({ venue }) => [venue.id, []]));
    for (const gate of gates) {
      gatesByVenue.get(gate.venueId)?.push(gate);
    }
    return rows.map((row) => ({ ...row, gates: gatesByVenue.get(row.venue.id) ?? [] }));
  }

  #getCategory(id: string): Category {
    const category = this.categories.find((candidate) => candidate.id === id);
    if (category === undefined) {
      throw fault('/category', 'is not a known category');
    }
    return category;
  }
}

export function createVenues(options: VenuesOptions): Venues {
  return new Venues(options);
}

function newGate(venueId: string, { name, direction }: GateRequest): Gate {
  return { id: uuidv7(), venueId, code: createGateCode(), name, direction, closedAt: null };
}

/** What a venue refers to and is not there. */
function problemOfMissing(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === '23503')) {
    return error;
  }
  const isArea = 'constraint' in error && String(error.constraint).includes('area');
  return new Problem(isArea ? 'area-unknown' : 'organisation-unknown', { cause: error });
}
