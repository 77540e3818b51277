import type { CheckInReply, CurveReply, FeedReply, GateReply, Occupancy, OccupancyReply } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { Screening } from '../screening/index.ts';
import { isOpenAt, presentGate, presentVenue, startOfDay, type GateAtVenue, type Venue } from '../venues/index.ts';
import type { CheckInDeps } from './check-in.ts';
import type { CheckOutDeps } from './check-out.ts';
import { createPassMaker } from './pass.ts';
import { createPresenter, presentOccupancy, type Presenter } from './present.ts';
import { createPseudonyms } from './pseudonym.ts';
import { applyGateCommands, findCheckIn, findStates, listCurve, listFeed } from './store.ts';
import { VenueQueues } from './venue-queues.ts';

const feedHours = 12;
const curveStepMinutes = 5;

export interface VisitsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly screening: Screening;
  readonly findGate: (code: string) => Promise<GateAtVenue | null>;
  readonly getGate: (code: string) => Promise<GateAtVenue>;
  readonly getVenue: (id: string) => Promise<Venue>;
  readonly isGenuinePoster: (code: string, signature: string) => boolean;
  readonly keys: { readonly passes: Buffer; readonly pseudonyms: Buffer; readonly bodies: Buffer };
  readonly onChange: (venueId: string) => void;
}

export interface LimitChange {
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
  readonly reason: string;
  readonly by: string | null;
}

/** Everything that happens at gates: the commands' dependencies, and the readings of counters, feeds and courses. */
export class Visits {
  readonly deps: CheckInDeps & CheckOutDeps & { readonly present: Presenter };
  readonly #options: VisitsOptions;

  constructor(options: VisitsOptions) {
    const { pool, clock, screening, keys } = options;
    const passes = createPassMaker(keys.passes);
    this.#options = options;
    this.deps = {
      pool,
      clock,
      screening,
      findGate: options.findGate,
      getGate: options.getGate,
      queues: new VenueQueues((venueId, commands) => applyGateCommands(pool, venueId, commands)),
      pseudonyms: createPseudonyms({ pool, clock, key: keys.pseudonyms }),
      passes,
      present: createPresenter(passes, (rule) => screening.findReason(rule)),
      bodyKey: keys.bodies,
      onChange: options.onChange,
    };
  }

  getGate(code: string): Promise<GateAtVenue> {
    return this.#options.getGate(code);
  }

  getVenue(id: string): Promise<Venue> {
    return this.#options.getVenue(id);
  }

  /** @throws Problem gate-unknown, check-in-unknown */
  async getCheckIn(code: string, eventId: string): Promise<CheckInReply> {
    const gate = await this.getGate(code);
    const stored = await findCheckIn(this.deps.pool, gate.venueId, eventId);
    if (stored === null || stored.gate !== gate.id) {
      throw new Problem('check-in-unknown');
    }
    return this.deps.present.checkIn(gate, stored);
  }

  /** @throws Problem gate-unknown, gate-signature-invalid */
  async presentGateReply(code: string, signature: string | undefined): Promise<GateReply> {
    const gate = await this.getGate(code);
    if (signature !== undefined && !this.#options.isGenuinePoster(code, signature)) {
      throw new Problem('gate-signature-invalid');
    }
    return {
      venue: presentVenue(gate.venue),
      gate: presentGate(gate),
      occupancy: await this.getOccupancy(gate.venueId),
      asks: { credentials: true, kinds: ['visitor', 'employee'], ...this.#options.screening.asks },
      open: isOpenAt(gate.venue, this.deps.clock()),
    };
  }

  async occupancyOf(venueIds: readonly string[]): Promise<Map<string, Occupancy>> {
    const states = await findStates(this.deps.pool, venueIds);
    return new Map([...states].map(([id, state]) => [id, presentOccupancy(state)]));
  }

  /** @throws Problem venue-unknown */
  async getOccupancy(venueId: string): Promise<Occupancy> {
    const occupancy = (await this.occupancyOf([venueId])).get(venueId);
    if (occupancy === undefined) {
      throw new Problem('venue-unknown');
    }
    return occupancy;
  }

  /** @throws Problem venue-unknown */
  async readOccupancy(venueId: string): Promise<OccupancyReply> {
    const venue = await this.getVenue(venueId);
    const occupancy = await this.getOccupancy(venueId);
    return { venue: presentVenue(venue), occupancy, at: this.deps.clock().toISOString() };
  }

  async readFeed(gate: GateAtVenue): Promise<FeedReply> {
    const { pool, clock, present } = this.deps;
    const now = clock();
    const since = new Date(now.getTime() - feedHours * 3_600_000);
    const rows = await listFeed(pool, { venueId: gate.venueId, gateId: gate.id, since, now });
    return {
      entries: rows.map((row) => present.feedEntry(gate, row)),
      occupancy: await this.getOccupancy(gate.venueId),
      venue: presentVenue(gate.venue),
      gate: presentGate(gate),
    };
  }

  async readCurve(venue: Venue): Promise<CurveReply> {
    const from = startOfDay(this.deps.clock(), venue.timeZone);
    const rows = await listCurve(this.deps.pool, venue.id, from, curveStepMinutes);
    return {
      from: from.toISOString(),
      stepMinutes: curveStepMinutes,
      points: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    };
  }

  /** Nobody inside is put out by a lower limit; nobody enters until there is room. */
  async setLimit(venueId: string, change: LimitChange): Promise<Occupancy> {
    const { queues, clock, onChange } = this.deps;
    const at = clock().toISOString();
    const { state } = await queues.submit(venueId, { do: 'limit', event: uuidv7(), at, ...change });
    onChange(venueId);
    return presentOccupancy(state);
  }
}
