import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Ask } from '../history/index.ts';
import {
  City,
  faultyServer,
  startPostgres,
  type CrowdPlan,
  type Postgres,
  type Scene,
  type ServerOptions,
} from './city.ts';
import { answerOfLook, DoorClient } from './door-client.ts';
import type { Finding } from './fault-test.ts';
import { listProcessTree } from './process-tree.ts';

/** Run by `f5-disk-full.ts` where `folder` is a small disk of its own. */
const [folder = '', seedText = '1', secondsText = '4'] = process.argv.slice(2);
const seed = Number(seedText);
const seconds = Number(secondsText);
const limit = 40;
const fullMs = 1_200;
const resumedWithinMs = 10_000;
const noticedWithinMs = 10_000;
const readsWhileFull = 5;
/** In the history a number of its own, beside those of the crowd. */
const readerNumber = 1_000;

/** Small files of the log, so that tables and log both meet the end of the disk. */
const settings = { max_wal_size: '64MB', min_wal_size: '32MB', shared_buffers: '16MB' };

async function meet(postgres: Postgres, server: ServerOptions, isDiskFailing: boolean): Promise<Finding> {
  const city = await City.build(postgres, seed);
  try {
    await city.startServers(1, server);
    const scene = await city.openVenue(limit);
    const crowd: CrowdPlan = { clients: 16, guestsPerClient: 3 };
    const found = { faults: 0, failures: [] as string[], figures: {} as Record<string, number | string> };
    const { unanswered } = await city.runCrowd(scene, crowd, async () => {
      for (const until = performance.now() + (seconds - 2) * 1_000; found.faults === 0 || performance.now() < until;) {
        found.failures.push(...(await fillAndFree(city, scene, found.figures)));
        found.faults += 1;
      }
      if (isDiskFailing) {
        Object.assign(found.figures, await failToSync(postgres));
      }
    });
    const died = city.servers.some(({ process }) => process.exitCode !== null || process.signalCode !== null);
    return {
      verdict: await city.judge(scene),
      operations: scene.recorder.calls.length,
      faults: found.faults,
      failures: [
        ...new Set(found.failures),
        ...listWrongAnswers(scene),
        ...(died ? ['the server died of a full disk'] : []),
        ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
      ],
      figures: found.figures,
    };
  } finally {
    await city.stop();
  }
}

/** Fills the disk to the last byte for a while. Afterwards the door must go on by itself. */
async function fillAndFree(city: City, scene: Scene, figures: Record<string, number | string>): Promise<string[]> {
  const { recorder } = scene;
  await wait(500);
  const file = join(folder, 'filler');
  await fillDisk(file);
  const from = recorder.calls.length;
  const countRefused = (): number =>
    recorder.calls.slice(from).filter(({ answer }) => answer.outcome === 'none').length;
  const untilMs = performance.now() + noticedWithinMs;
  while (countRefused() === 0 && performance.now() < untilMs) {
    await wait(20);
  }
  // Now that nothing can be written, what is there can still be read.
  const reads = await readSomeTimes(city, scene);
  await wait(fullMs);
  figures['readsWhileFull'] = reads;
  figures['refusedWhileFull'] = countRefused();
  await rm(file);
  const freedAt = performance.now();
  const known = recorder.calls.length;
  const isBack = (): boolean =>
    recorder.calls.slice(known).some(({ answer }) => ['admitted', 'left'].includes(answer.outcome));
  while (!isBack() && performance.now() < freedAt + resumedWithinMs) {
    await wait(20);
  }
  figures['resumedMs'] = Math.round(performance.now() - freedAt);
  return [
    ...(isBack() ? [] : ['the door did not go on after the disk was free again']),
    ...(figures['readsWhileFull'] === 0 ? ['nobody could read how many are inside while the disk was full'] : []),
    ...(figures['refusedWhileFull'] === 0 ? ['nobody noticed that the disk was full'] : []),
  ];
}

/** Those who want to come in repeat themselves until there is room on the disk, so somebody else has to look. */
async function readSomeTimes(city: City, { venue, recorder }: Scene): Promise<number> {
  const door = new DoorClient();
  const url = `${city.urls()[0]}/api/v1/venues/${venue.id}/occupancy`;
  let served = 0;
  for (let number = 0; number < readsWhileFull; number += 1) {
    const ask: Ask = { venueId: venue.id, action: 'look', eventId: randomUUID(), body: '', persons: [] };
    const { outcome } = await recorder.record(readerNumber, ask, async () => answerOfLook(await door.send(url)));
    served += outcome === 'seen' ? 1 : 0;
  }
  door.close();
  return served;
}

async function fillDisk(path: string): Promise<void> {
  const file = await open(path, 'w');
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) {
      await file.write(block);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** Whoever meets a full disk is told to come again, and that nothing is lost; anything else is an error of ours. */
function listWrongAnswers({ recorder }: Scene): readonly string[] {
  const reasons = recorder.calls.flatMap(({ answer }) => (answer.outcome === 'none' ? [answer.reason] : []));
  const wrong = new Set(reasons.filter((reason) => reason !== 'storage-unavailable' && reason !== 'busy'));
  return wrong.size === 0 ? [] : [`a storage that is not there was told as ${[...wrong].join(', ')}`];
}

const eioAfterSyncs = 20;
/** A slow machine takes its time for so many. */
const injectedWithinMs = 20_000;

/** Every fdatasync of PostgreSQL from some point on fails once, as it does on a dying disk; PostgreSQL then starts itself again. */
async function failToSync(postgres: Postgres): Promise<Record<string, string>> {
  const hasStrace = await promisify(execFile)('strace', ['-V']).then(
    () => true,
    () => false,
  );
  if (!hasStrace) {
    return { eio: 'not run: strace is not installed' };
  }
  const pids = (await listProcessTree(postgres.pid())).flatMap((pid) => ['-p', String(pid)]);
  const inject = `inject=fdatasync,fsync:error=EIO:when=${eioAfterSyncs}`;
  const strace = spawn('strace', ['-f', '-e', 'trace=fdatasync,fsync', '-e', inject, ...pids], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const found = { injected: 0 };
  strace.stderr.on('data', (part: Buffer) => (found.injected += part.toString().split('(INJECTED)').length - 1));
  const untilMs = performance.now() + injectedWithinMs;
  while (found.injected === 0 && strace.exitCode === null && performance.now() < untilMs) {
    await wait(20);
  }
  await wait(500);
  if (strace.exitCode === null) {
    const ended = once(strace, 'exit');
    strace.kill('SIGINT');
    await ended;
  }
  return { eio: found.injected > 0 ? `${found.injected} injected` : 'not run: strace injected nothing' };
}

const postgres = await startPostgres(settings, join(folder, 'data'));
try {
  const honest = await meet(postgres, {}, true);
  const control = await meet(postgres, { entry: faultyServer('careless-errors') }, false);
  process.stdout.write(`${JSON.stringify({ honest, control })}\n`);
} finally {
  await postgres.stop();
}
