import { uuidv7 } from 'uuidv7';
import type {
  CategoriesReply,
  GateRequest,
  ManagedGate,
  ManagedVenue,
  Occupancy,
  VenueChangeRequest,
  VenueRequest,
} from '@gapura/contract';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool, type Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { isTimeZone } from './hours.ts';
import { Remembered } from './remembered.ts';
import {
  findGate,
  findVenue,
  insertGate,
  insertVenue,
  listLimits,
  listVenues,
  organisationExists,
  updateVenue,
  type VenueRow,
} from './store.ts';
import { makeGateCode, presentGate, presentVenue, type Gate, type GateAtVenue, type Venue } from './venue.ts';

type Category = CategoriesReply['categories'][number];
type OccupancyOf = (venueIds: readonly string[]) => Promise<Map<string, Occupancy>>;

/** Gates are asked for at every check-in and change seldom; another process hears of a change this late. */
const rememberedMs = 5_000;

export interface VenuesOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly categories: readonly Category[];
  /** The signed address of a gate, as its poster holds it. */
  readonly gateUrl: (code: string) => string;
}

/** The places and their gates. */
export class Venues {
  readonly categories: readonly Category[];
  readonly #options: VenuesOptions;
  readonly #gates: Remembered<GateAtVenue | null>;
  readonly #venues: Remembered<Venue | null>;

  constructor(options: VenuesOptions) {
    const remembered = { forMs: rememberedMs, most: 20_000 };
    this.categories = options.categories;
    this.#options = options;
    this.#gates = new Remembered((code) => findGate(options.pool, code), remembered);
    this.#venues = new Remembered((id) => findVenue(options.pool, id), remembered);
  }

  findGate(code: string): Promise<GateAtVenue | null> {
    return this.#gates.get(code);
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
    const venue = await this.#venues.get(id);
    if (venue === null) {
      throw new Problem('venue-unknown');
    }
    return venue;
  }

  gateUrl(code: string): string {
    return this.#options.gateUrl(code);
  }

  /** Makes a venue with its counter and its gates, or nothing. @throws Problem body-invalid, organisation-unknown, limit-above-capacity */
  async createVenue(request: VenueRequest): Promise<Venue> {
    const { pool, clock } = this.#options;
    const venue = this.#draw(request);
    if (!(await organisationExists(pool, venue.organisationId))) {
      throw new Problem('organisation-unknown');
    }
    const limits = {
      limit: request.limit,
      visitorLimit: request.visitorLimit ?? null,
      employeeLimit: request.employeeLimit ?? null,
    };
    await inTransaction(pool, async (client) => {
      await insertVenue(client, venue, limits, clock());
      for (const gate of request.gates) {
        await this.#insertGate(client, venue.id, gate);
      }
    });
    return venue;
  }

  #draw(request: VenueRequest): Venue {
    const { organisationId, name, category, address, timeZone, capacity, opensAt, closesAt } = request;
    const known = this.categories.find(({ id }) => id === category);
    if (known === undefined) {
      throw invalid('/category', 'is not a known category');
    }
    if (!isTimeZone(timeZone)) {
      throw invalid('/timeZone', 'is not an IANA time zone');
    }
    if ((opensAt === null) !== (closesAt === null) || (opensAt !== null && opensAt === closesAt)) {
      throw invalid('/closesAt', 'must differ from the opening time, or both must be empty');
    }
    if (request.limit > capacity) {
      throw new Problem('limit-above-capacity');
    }
    const { longestStayMinutes } = known;
    return { id: uuidv7(), organisationId, name, category, address, timeZone, capacity, longestStayMinutes, opensAt, closesAt };
  }

  async changeVenue(id: string, change: VenueChangeRequest): Promise<void> {
    const venue = await this.getVenue(id);
    await updateVenue(this.#options.pool, { ...venue, ...withoutUndefined(change) });
    this.forget();
  }

  async addGate(venueId: string, request: GateRequest): Promise<ManagedGate> {
    const gate = await this.#insertGate(this.#options.pool, venueId, request);
    this.forget();
    return this.presentManagedGate(gate);
  }

  async #insertGate(db: Queryable, venueId: string, { name, direction }: GateRequest): Promise<Gate> {
    const gate: Gate = { id: uuidv7(), venueId, code: makeGateCode(), name, direction, closedAt: null };
    await insertGate(db, gate, this.#options.clock());
    return gate;
  }

  /** The venues of an organisation, or all of them (null). */
  async listManagedVenues(organisationId: string | null, occupancyOf: OccupancyOf): Promise<ManagedVenue[]> {
    return this.#present(await listVenues(this.#options.pool, organisationId), occupancyOf);
  }

  /** @throws Problem venue-unknown */
  async getManagedVenue(id: string, occupancyOf: OccupancyOf): Promise<ManagedVenue> {
    const { organisationId } = await this.getVenue(id);
    const rows = await listVenues(this.#options.pool, organisationId);
    const [venue] = await this.#present(rows.filter((row) => row.id === id), occupancyOf);
    if (venue === undefined) {
      throw new Problem('venue-unknown');
    }
    return venue;
  }

  async #present(rows: readonly VenueRow[], occupancyOf: OccupancyOf): Promise<ManagedVenue[]> {
    const ids = rows.map(({ id }) => id);
    const [occupancies, limits] = await Promise.all([occupancyOf(ids), listLimits(this.#options.pool, ids)]);
    return rows.flatMap((row) => {
      const occupancy = occupancies.get(row.id);
      const own = limits.get(row.id);
      if (occupancy === undefined || own === undefined) {
        return [];
      }
      return {
        ...presentVenue(row),
        organisation: { id: row.organisationId, name: row.organisationName },
        capacity: row.capacity,
        ...own,
        occupancy,
        gates: row.gates.map((gate) => this.presentManagedGate(gate)),
      };
    });
  }

  /** The venues of an organisation, or all of them (null), with their gates. */
  list(organisationId: string | null): Promise<readonly VenueRow[]> {
    return listVenues(this.#options.pool, organisationId);
  }

  presentManagedGate(gate: Gate): ManagedGate {
    return { ...presentGate(gate), url: this.gateUrl(gate.code) };
  }

  forget(): void {
    this.#gates.clear();
    this.#venues.clear();
  }
}

const invalid = (path: string, message: string): Problem => new Problem('body-invalid', { errors: [{ path, message }] });

function withoutUndefined(change: VenueChangeRequest): Partial<Venue> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
