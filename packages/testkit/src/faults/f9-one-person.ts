import { randomUUID } from 'node:crypto';
import { City, type Scene } from './city.ts';
import { answerOfCheckIn, answerOfCheckOut, DoorClient } from './door-client.ts';
import type { FaultTest, Finding } from './fault-test.ts';
import { forgetPersons } from './sabotage.ts';
import type { Guest } from './crowd.ts';
import type { VisitPass } from '@gapura/contract';

const gateCount = 8;
const serverCount = 3;

export const onePerson: FaultTest = {
  id: 'F9',
  title: 'the same person at eight gates of three server processes at once',
  control: 'nobody remembers who is inside',
  shortSeconds: 2,
  async run({ seed, seconds, postgres }) {
    const city = await City.build(await postgres(), seed);
    try {
      await city.startServers(serverCount);
      const honest = await rush(city, await city.openVenue(1_000, gateCount), seconds);
      await forgetPersons(city.database.url);
      const control = await rush(city, await city.openVenue(1_000, gateCount), Math.min(seconds, 2));
      return { honest, control };
    } finally {
      await city.stop();
    }
  },
};

/** Person after person: at all gates at once, then out again, so that each may come again. */
async function rush(city: City, scene: Scene, seconds: number): Promise<Finding> {
  const door = new DoorClient();
  const over = AbortSignal.timeout(seconds * 1_000);
  const guests = await city.guests(60);
  let rushes = 0;
  const failures: string[] = [];
  while (!over.aborted) {
    const several = guests.slice((rushes * 6) % guests.length).slice(0, 6);
    const entered = await Promise.all(several.map((guest) => enterEverywhere(city, scene, door, guest)));
    rushes += several.length;
    failures.push(
      ...entered.flatMap(({ length }) => (length === 1 ? [] : [`${length} of ${gateCount} gates let one person in`])),
    );
    await Promise.all(entered.flat().map((pass) => leave(city, scene, door, pass)));
  }
  door.close();
  return {
    verdict: await city.judge(scene),
    operations: scene.recorder.calls.length,
    faults: rushes,
    failures: [...new Set(failures)],
    figures: { gates: gateCount, servers: serverCount },
  };
}

async function enterEverywhere(
  city: City,
  { venue, recorder }: Scene,
  door: DoorClient,
  guest: Guest,
): Promise<readonly VisitPass[]> {
  const passes: VisitPass[] = [];
  const persons = [{ credentials: [guest.credential] }];
  const tries = venue.gates.map((gate, client) => {
    const body = { eventId: randomUUID(), gate, kind: 'visitor', persons };
    const ask = {
      venueId: venue.id,
      action: 'check-in',
      eventId: body.eventId,
      body: gate,
      persons: [guest.name],
      kind: 'visitor',
    } as const;
    const url = `${city.random.pick(city.urls())}/api/v1/check-ins`;
    return recorder.record(client, ask, async () =>
      answerOfCheckIn(await door.send(url, body), (pass) => passes.push(pass)),
    );
  });
  await Promise.all(tries);
  return passes;
}

async function leave(city: City, { venue, recorder }: Scene, door: DoorClient, pass: VisitPass): Promise<void> {
  const body = { eventId: randomUUID(), visits: [pass] };
  const { eventId } = body;
  const ask = { venueId: venue.id, action: 'check-out', eventId, body: '', persons: [], visitId: pass.id } as const;
  const url = `${city.random.pick(city.urls())}/api/v1/check-outs`;
  await recorder.record(0, ask, async () => answerOfCheckOut(await door.send(url, body)));
}
