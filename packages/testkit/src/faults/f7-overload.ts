import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Ask, Call, Verdict } from '../history/index.ts';
import { withClient } from '../venue.ts';
import { City, faultyServer, type CrowdPlan, type Scene, type ServerOptions } from './city.ts';
import { answerOfCheckIn, DoorClient } from './door-client.ts';
import type { Guest } from './crowd.ts';
import type { FaultTest, Finding, Situation } from './fault-test.ts';
import { meetSlowReaders, openSocket, type SlowReadersMet } from './slow-readers.ts';

/** More than a venue's queue holds, and with the idle ones five thousand connections. */
const rushing = 2_300;
const idle = 2_700;
/** For a report that holds the rushed venue's counter, so that its queue fills: below the ten seconds after which PostgreSQL ends a statement of the server. */
const heldAtMostMs = 8_000;
/** Fewer than those who rush, so that the same person comes several times. */
const guestCount = 600;
/** Of all that this test opens and asks for, above what the server needs when nobody is there. */
const grownMegabytes = 300;
/** A machine may be slow to answer thousands; what is asked is that each of them is answered, and how. */
const patienceMs = 90_000;
/** Beside the time for which the counter was held: commands of several venues may share a call. */
const otherVenueWithinMs = 5_000;

export const overload: FaultTest = {
  id: 'F7',
  title: 'five thousand connections: a rush at one venue, slow readers, a report that holds a counter',
  control: 'everybody waits without end',
  shortSeconds: 3,
  async run(situation) {
    return {
      honest: await meet(situation, {}),
      control: await meet({ ...situation, seconds: 1 }, { entry: faultyServer('endless-queue') }),
    };
  },
};

async function meet({ seed, seconds, postgres }: Situation, server: ServerOptions): Promise<Finding> {
  const city = await City.build(await postgres(), seed);
  const sockets: Socket[] = [];
  try {
    await city.startServers(1, server);
    const scenes = {
      rushed: await city.openVenue(400),
      other: await city.openVenue(40),
      watched: await city.openVenue(40),
    };
    const pid = city.servers[0]?.process.pid;
    const resident = [await readResidentMegabytes(pid)];
    sockets.push(...(await openSockets(city)));
    const told: Told[] = [];
    const readers = meetSlowReaders(city, scenes.watched);
    const crowd: CrowdPlan = { clients: 8, guestsPerClient: 3, pauseMs: 20 };
    const { unanswered } = await city.runCrowd(scenes.other, crowd, async () => {
      for (const until = performance.now() + seconds * 1_000; told.length === 0 || performance.now() < until;) {
        told.push(await rushWhileHeld(city, scenes.rushed));
        resident.push(await readResidentMegabytes(pid));
      }
      await readers;
      resident.push(await readResidentMegabytes(pid));
    });
    const connections = rushing + sockets.length + crowd.clients;
    return await conclude(city, scenes, { told, unanswered, connections, resident, readers: await readers });
  } finally {
    sockets.forEach((socket) => socket.destroy());
    await city.stop();
  }
}

interface Told {
  readonly busy: number;
  readonly withoutRetryAfter: number;
  readonly heldMs: number;
}

interface Noticed {
  readonly told: readonly Told[];
  readonly unanswered: number;
  readonly connections: number;
  /** Megabytes, first of all those of a server that nobody asks for anything. */
  readonly resident: readonly number[];
  readonly readers: SlowReadersMet;
}

type Scenes = Readonly<Record<'rushed' | 'other' | 'watched', Scene>>;

async function conclude(city: City, scenes: Scenes, noticed: Noticed): Promise<Finding> {
  const { told, unanswered, connections, resident, readers } = noticed;
  const verdicts = await Promise.all(Object.values(scenes).map((scene) => city.judge(scene)));
  const [idleMb = 0, ...loadedMb] = resident;
  const grownMb = Math.max(...loadedMb) - idleMb;
  const otherP99Ms = percentile(durationsOf(scenes.other.recorder.calls), 0.99);
  const admitted = scenes.rushed.recorder.calls.filter(({ answer }) => answer.outcome === 'admitted');
  const busy = told.reduce((sum, one) => sum + one.busy, 0);
  const heldMs = Math.round(Math.max(...told.map((one) => one.heldMs)));
  const withoutRetryAfter = told.reduce((sum, one) => sum + one.withoutRetryAfter, 0);
  return {
    verdict: verdicts.reduce(both),
    operations: Object.values(scenes).reduce((sum, { recorder }) => sum + recorder.calls.length, 0),
    faults: told.length,
    failures: [
      ...(busy === 0 ? ['nobody was told that the door is busy'] : []),
      ...(withoutRetryAfter > 0 ? [`${withoutRetryAfter} were told busy without a Retry-After`] : []),
      ...listWrongAnswers(scenes.rushed),
      ...(otherP99Ms > heldMs + otherVenueWithinMs ? [`another venue waited ${otherP99Ms} ms (p99)`] : []),
      ...(grownMb > grownMegabytes ? [`the server has grown by ${grownMb} MB`] : []),
      ...readers.failures,
      ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
    ],
    figures: {
      connections,
      busy,
      heldMs,
      otherP99Ms,
      admittedP99Ms: percentile(durationsOf(admitted), 0.99),
      idleMb,
      grownMb,
      droppedReaders: readers.droppedReaders,
    },
  };
}

/** Whoever comes in a rush is admitted, or told that it is full, that they are inside already or that the door is busy. */
function listWrongAnswers({ recorder }: Scene): readonly string[] {
  const told = recorder.calls.flatMap(({ answer }) =>
    answer.outcome === 'none' ? [answer.reason] : answer.outcome === 'rejected' ? [answer.code] : [],
  );
  const wrong = told.filter((reason) => reason !== 'busy');
  return wrong.length === 0 ? [] : [`${wrong.length} of a rush met ${[...new Set(wrong)].join(', ')}`];
}

function both(one: Verdict, other: Verdict): Verdict {
  return {
    violations: [...one.violations, ...other.violations],
    acknowledged: one.acknowledged + other.acknowledged,
    lost: one.lost + other.lost,
    overLimit: Math.max(one.overLimit, other.overLimit),
    isLinearizable: one.isLinearizable && other.isLinearizable,
  };
}

const durationsOf = (calls: readonly Call[]): readonly number[] =>
  calls.map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs);

function percentile(numbers: readonly number[], share: number): number {
  return Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0);
}

async function readResidentMegabytes(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round(Number(stdout.trim()) / 1_024);
}

/** Connections that say nothing. */
async function openSockets(city: City): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < idle) {
    sockets.push(...(await Promise.all(Array.from({ length: 100 }, () => openSocket(city)))));
  }
  return sockets;
}

/** Everybody at once at one venue, whose counter is held until somebody is told that it is busy. */
async function rushWhileHeld(city: City, scene: Scene): Promise<Told> {
  const someoneIsBusy = new AbortController();
  return withClient(city.database.url, async (client) => {
    await client.query('begin');
    await client.query('select from venue_counters where venue_id = $1 for update', [scene.venue.id]);
    const heldSinceMs = performance.now();
    const rush = rushOnce(city, scene, () => someoneIsBusy.abort());
    await wait(heldAtMostMs, undefined, { signal: someoneIsBusy.signal }).catch(() => undefined);
    await client.query('rollback');
    const heldMs = performance.now() - heldSinceMs;
    return { ...(await rush), heldMs };
  });
}

async function rushOnce(city: City, { venue, recorder }: Scene, onBusy: () => void): Promise<Omit<Told, 'heldMs'>> {
  const door = new DoorClient({ maxSockets: rushing, patienceMs });
  const guests = await city.guests(guestCount);
  const told = { busy: 0, withoutRetryAfter: 0 };
  const arrive = async (client: number): Promise<void> => {
    const { name, credential } = guests[client % guests.length] as Guest;
    const gate = city.random.pick(venue.gates);
    const body = { eventId: randomUUID(), gate, kind: 'visitor', persons: [{ credentials: [credential] }] };
    const ask: Ask = {
      venueId: venue.id,
      action: 'check-in',
      eventId: body.eventId,
      body: gate,
      persons: [name],
      kind: 'visitor',
    };
    await recorder.record(client, ask, async () => {
      const reply = await door.send(`${city.urls()[0]}/api/v1/check-ins`, body);
      if (reply.status === 503) {
        told.busy += 1;
        told.withoutRetryAfter += reply.retryAfter === undefined ? 1 : 0;
        onBusy();
      }
      return answerOfCheckIn(reply);
    });
  };
  await Promise.all(Array.from({ length: rushing }, (_, client) => arrive(client)));
  door.close();
  return told;
}
