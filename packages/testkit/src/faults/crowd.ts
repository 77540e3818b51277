import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { VisitPass } from '@gapura/contract';
import { monotonicMs, type Answer, type Ask, type HistoryRecorder, type PersonKind } from '../history/index.ts';
import type { TestVenue } from '../venue.ts';
import { answerOfCheckIn, answerOfCheckOut, answerOfLook, DoorClient } from './door-client.ts';
import type { Random } from './random.ts';

export interface Guest {
  readonly name: string;
  readonly credential: string;
}

export interface CrowdOptions {
  readonly recorder: HistoryRecorder;
  readonly random: Random;
  readonly venue: TestVenue;
  /** Where the servers are now; a client tries any of them. */
  readonly urls: () => readonly string[];
  readonly guests: readonly Guest[];
  readonly clients: number;
  /** Between two things that a client does; without it, clients do nothing but come and go. */
  readonly pauseMs?: number;
  /** How long a client repeats an event before it gives up. */
  readonly patienceMs?: number;
}

/** What a crowd noticed beside the answers. */
export interface CrowdFigures {
  readonly slowestMs: number;
  /** Events whose fate stayed unknown although they were repeated. */
  readonly unanswered: number;
}

const usualPatienceMs = 30_000;
const largestParty = 3;
/** Of the choices between coming and leaving; more come, so that it gets full. */
const leaveShare = 0.45;

/** Clients that come and leave until `until`, each with guests of its own, and repeat what was not answered, as phones do. */
export async function runCrowd(options: CrowdOptions, until: AbortSignal): Promise<CrowdFigures> {
  const door = new DoorClient();
  const share = Math.floor(options.guests.length / options.clients);
  const clients = Array.from({ length: options.clients }, (_, number) => {
    const guests = options.guests.slice(number * share, (number + 1) * share);
    return new CrowdClient({ ...options, random: options.random.fork(), guests }, number, door);
  });
  await Promise.all(clients.map((client) => client.run(until)));
  door.close();
  return {
    slowestMs: Math.max(...clients.map(({ slowestMs }) => slowestMs)),
    unanswered: clients.reduce((sum, { unanswered }) => sum + unanswered, 0),
  };
}

class CrowdClient {
  slowestMs = 0;
  unanswered = 0;
  readonly #options: CrowdOptions;
  readonly #number: number;
  readonly #door: DoorClient;
  readonly #outside: Guest[];
  readonly #inside: { readonly guest: Guest; readonly pass: VisitPass }[] = [];

  constructor(options: CrowdOptions, number: number, door: DoorClient) {
    this.#options = options;
    this.#number = number;
    this.#door = door;
    this.#outside = [...options.guests];
  }

  async run(until: AbortSignal): Promise<void> {
    const { random, pauseMs = 0 } = this.#options;
    while (!until.aborted) {
      if (random.chance(0.03)) {
        await this.#look();
      } else if (this.#outside.length === 0 || (this.#inside.length > 0 && random.chance(leaveShare))) {
        await this.#leave();
      } else {
        await this.#enter();
      }
      if (pauseMs > 0) {
        await wait(random.below(2 * pauseMs));
      }
    }
  }

  async #enter(): Promise<void> {
    const { random, venue } = this.#options;
    const size = random.chance(0.8) ? 1 : 1 + random.below(Math.min(largestParty, this.#outside.length));
    const guests = this.#outside.splice(random.below(this.#outside.length - size + 1), size);
    const body = {
      eventId: randomUUID(),
      gate: random.pick(venue.gates),
      kind: random.chance(0.2) ? ('employee' as const) : ('visitor' as const),
      persons: guests.map(({ credential }) => ({ credentials: [credential] })),
    };
    const answer = await this.#untilAnswered(() => this.#askCheckIn(body, guests));
    if (answer.outcome !== 'admitted') {
      this.#outside.push(...guests);
    } else if (random.chance(0.03)) {
      await this.#askCheckIn(body, guests);
    } else if (random.chance(0.02)) {
      await this.#askCheckIn({ ...body, kind: body.kind === 'visitor' ? 'employee' : 'visitor' }, guests);
    }
  }

  #askCheckIn(body: { eventId: string; gate: string; kind: PersonKind }, guests: readonly Guest[]): Promise<Answer> {
    const passes: VisitPass[] = [];
    const ask: Ask = {
      venueId: this.#options.venue.id,
      action: 'check-in',
      eventId: body.eventId,
      body: `${body.gate} ${body.kind}`,
      persons: guests.map(({ name }) => name),
      kind: body.kind,
    };
    return this.#record(ask, async (url) =>
      answerOfCheckIn(await this.#door.send(`${url}/check-ins`, body), (pass) => passes.push(pass)),
    ).then((answer) => {
      this.#remember(guests, passes);
      return answer;
    });
  }

  /** A repeated answer brings passes that are known already. */
  #remember(guests: readonly Guest[], passes: readonly VisitPass[]): void {
    passes.forEach((pass, place) => {
      const guest = guests[place];
      if (guest !== undefined && !this.#inside.some((one) => one.pass.id === pass.id)) {
        this.#inside.push({ guest, pass });
      }
    });
  }

  async #leave(): Promise<void> {
    const { random, venue } = this.#options;
    const [leaving] = this.#inside.splice(random.below(this.#inside.length), 1);
    if (leaving === undefined) {
      return;
    }
    const body = { eventId: randomUUID(), visits: [leaving.pass] };
    const ask: Ask = {
      venueId: venue.id,
      action: 'check-out',
      eventId: body.eventId,
      body: '',
      persons: [],
      visitId: leaving.pass.id,
    };
    const answer = await this.#untilAnswered(() =>
      this.#record(ask, async (url) => answerOfCheckOut(await this.#door.send(`${url}/check-outs`, body))),
    );
    (answer.outcome === 'left' ? this.#outside : []).push(leaving.guest);
  }

  async #look(): Promise<void> {
    const { id } = this.#options.venue;
    const ask: Ask = { venueId: id, action: 'look', eventId: randomUUID(), body: '', persons: [] };
    await this.#record(ask, async (url) => answerOfLook(await this.#door.send(`${url}/venues/${id}/occupancy`)));
  }

  #record(ask: Ask, send: (url: string) => Promise<Answer>): Promise<Answer> {
    const { recorder, random, urls } = this.#options;
    const server = random.pick(urls());
    return recorder.record(this.#number, { ...ask, server }, () => send(`${server}/api/v1`));
  }

  /** The same event id again and again until somebody says what became of it. */
  async #untilAnswered(attempt: () => Promise<Answer>): Promise<Answer> {
    const { patienceMs = usualPatienceMs } = this.#options;
    const startedAtMs = monotonicMs();
    for (;;) {
      const answer = await attempt();
      const tookMs = monotonicMs() - startedAtMs;
      this.slowestMs = Math.max(this.slowestMs, tookMs);
      if (answer.outcome !== 'none') {
        return answer;
      }
      if (tookMs > patienceMs) {
        this.unanswered += 1;
        return answer;
      }
      await wait(20 + this.#options.random.below(80));
    }
  }
}
