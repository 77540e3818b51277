import type { CheckInReply, CurveReply, FeedReply, GateReply, Occupancy, OccupancyReply } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import type { Presence } from '../employees/index.ts';
import { Problem } from '../http/problem.ts';
import type { RulePack } from '@gapura/screening';
import type { Screening } from '../screening/index.ts';
import {
  findClosed,
  presentClosed,
  presentGate,
  presentVenue,
  startOfDay,
  type GateAtVenue,
  type Venue,
} from '../venues/index.ts';
import { applyEach, applyTogether } from './apply-batches.ts';
import type { CheckInDeps } from './check-in.ts';
import type { CheckOutDeps } from './check-out.ts';
import { readCorrections } from './correct.ts';
import { createKeyedDigest } from './keyed-digest.ts';
import { createPassMaker } from './pass.ts';
import { createPresenter, presentOccupancy, type Presenter } from './present.ts';
import { createPseudonyms } from './pseudonym.ts';
import { limitCommand, type LimitChange } from './set-limit.ts';
import { countPresence, findCheckIn, findStates, listCurve, listFeed } from './store.ts';
import { VenueQueues } from './venue-queues.ts';

const feedHours = 12;
const correctionsInFeed = 20;
const correctionsInCurve = 200;
const curveStepMinutes = 5;
const maxVenuesPerCall = 64;

export interface VisitsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly screening: Screening;
  readonly exposures: CheckInDeps['exposures'];
  readonly inForce: CheckInDeps['inForce'];
  readonly employees: CheckInDeps['employees'];
  readonly afterCheckIn: CheckInDeps['afterCheckIn'];
  readonly findGate: (code: string) => Promise<GateAtVenue | null>;
  readonly getGate: (code: string) => Promise<GateAtVenue>;
  readonly getVenue: (id: string) => Promise<Venue>;
  readonly isGenuinePoster: (code: string, signature: string) => boolean;
  readonly keys: { readonly passes: Buffer; readonly pseudonyms: Buffer; readonly bodies: Buffer };
  readonly onChange: (venueId: string) => void;
  /** For a database that keeps its venues on several machines: no statement touches two of them. */
  readonly venueAtATime: boolean;
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
      exposures: options.exposures,
      inForce: options.inForce,
      employees: options.employees,
      afterCheckIn: options.afterCheckIn,
      findGate: options.findGate,
      getGate: options.getGate,
      queues: new VenueQueues(
        options.venueAtATime
          ? { apply: (batches) => applyEach(pool, batches), venuesPerCall: 1 }
          : { apply: (batches) => applyTogether(pool, batches), venuesPerCall: maxVenuesPerCall },
      ),
      pseudonyms: createPseudonyms({ pool, clock, key: keys.pseudonyms }),
      passes,
      present: createPresenter(passes, (rule) => screening.findReason(rule)),
      bodyDigest: createKeyedDigest(keys.bodies),
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
    const now = this.deps.clock();
    const inForce = this.deps.inForce(gate.venue, now);
    const keepsRoster = await this.deps.employees.keepsRoster(gate.venue, now);
    return {
      venue: presentVenue(inForce.venue),
      gate: presentGate(gate),
      occupancy: await this.getOccupancy(gate.venueId),
      // Where a roster is kept, nobody is an employee by saying so.
      asks: { kinds: keepsRoster ? ['visitor'] : ['visitor', 'employee'], ...asksOf(inForce.rules) },
      open: findClosed(inForce, now) === null,
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
    const state = (await findStates(this.deps.pool, [venueId])).get(venueId);
    if (state === undefined) {
      throw new Problem('venue-unknown');
    }
    const now = this.deps.clock();
    return {
      venue: presentVenue(venue),
      occupancy: presentOccupancy(state),
      at: now.toISOString(),
      stoppedSince: state.stoppedSince?.toISOString() ?? null,
      ...presentClosed(this.deps.inForce(venue, now), now),
    };
  }

  async readFeed(gate: GateAtVenue): Promise<FeedReply> {
    const { pool, clock, present } = this.deps;
    const now = clock();
    const since = new Date(now.getTime() - feedHours * 3_600_000);
    const { occupancy, stoppedSince, closed } = await this.readOccupancy(gate.venueId);
    const rows = await listFeed(pool, { venueId: gate.venueId, gateId: gate.id, since, now });
    return {
      entries: rows.map((row) => present.feedEntry(gate, row)),
      corrections: await readCorrections(this.deps, {
        venueId: gate.venueId,
        gateId: gate.id,
        since,
        count: correctionsInFeed,
      }),
      occupancy,
      stoppedSince,
      ...(closed !== undefined && { closed }),
      venue: presentVenue(gate.venue),
      gate: presentGate(gate),
    };
  }

  /** How many different employees came to each venue, by the venue's calendar date, as far back as visits are kept. */
  countPresence(venues: readonly Pick<Venue, 'id' | 'timeZone'>[]): Promise<ReadonlyMap<string, Presence>> {
    return countPresence(this.deps.pool, venues);
  }

  async readCurve(venue: Venue): Promise<CurveReply> {
    const from = startOfDay(this.deps.clock(), venue.timeZone);
    const rows = await listCurve(this.deps.pool, venue.id, from, curveStepMinutes);
    return {
      from: from.toISOString(),
      stepMinutes: curveStepMinutes,
      points: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      corrections: await readCorrections(this.deps, {
        venueId: venue.id,
        gateId: null,
        since: from,
        count: correctionsInCurve,
      }),
    };
  }

  /** Nobody inside is put out by a lower limit; nobody enters until there is room. */
  async setLimit(venueId: string, change: LimitChange): Promise<Occupancy> {
    const { queues, clock, onChange } = this.deps;
    const { state } = await queues.submit(venueId, limitCommand(change, clock()));
    onChange(venueId);
    return presentOccupancy(state);
  }
}

/** What a phone is told of the rules before it checks in. Where everybody is green, nobody is asked for a certificate. */
function asksOf(rules: RulePack | null): Pick<GateReply['asks'], 'credentials' | 'rulePack' | 'rules'> {
  return {
    credentials: rules === null || rules.rules.some(({ colour }) => colour !== 'green'),
    rulePack: rules?.id ?? '',
    rules: (rules?.rules ?? []).map(({ id, colour, texts }) => ({ rule: id, colour, texts })),
  };
}
