import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { createCell, useCell } from '../state/index.ts';
import { outboxStore } from './database.ts';
import { deliver } from './deliver.ts';
import { openChanges, outboxTag, tellChange } from './names.ts';
import { findNextAttemptAt } from './outbox.ts';
import type { OutboxEntry } from './records.ts';

/** Counts the changes of what the phone keeps, so that open pages read it again. */
const revision = createCell(0);

let channel: BroadcastChannel | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | undefined;
let isStarted = false;

/** Sends what waits: now, when the network returns, and again after each pause. Called by every visitor's page. */
export function startCourier(): void {
  if (isStarted) {
    return;
  }
  isStarted = true;
  channel = openChanges();
  channel.addEventListener('message', () => {
    revision.value += 1;
  });
  addEventListener('online', () => runCourier(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') runCourier();
  });
  runCourier(true);
}

/** Tells every open page of this site that something changed. */
export function announceChange(): void {
  revision.value += 1;
  if (channel !== undefined) tellChange(channel);
}

/** Stores an entry before anything is sent, then sends it. */
export async function post(entry: OutboxEntry): Promise<void> {
  await outboxStore.putEntry(entry);
  announceChange();
  runCourier();
  await askForBackgroundSync();
}

/** Runs one delivery after the other, never two at once. */
export function runCourier(isForced = false): void {
  clearTimeout(timer);
  running = (running ?? Promise.resolve()).then(() => deliverAndPlan(isForced)).catch(reportError);
}

async function deliverAndPlan(isForced: boolean): Promise<void> {
  await deliver({ client: api, store: outboxStore, now: () => new Date(), random: Math.random }, isForced);
  announceChange();
  const next = findNextAttemptAt(await outboxStore.listEntries());
  if (next !== undefined) {
    clearTimeout(timer);
    timer = setTimeout(() => runCourier(), Math.max(250, next.getTime() - Date.now()));
  }
}

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Where the browser can, it wakes the service worker when the network is back, even with every page closed. */
async function askForBackgroundSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = registration && 'sync' in registration ? (registration.sync as SyncManager) : undefined;
  // A browser may refuse (private window, battery saver); the page's own retries remain.
  await sync?.register(outboxTag).catch(() => undefined);
}

/** Reads from the phone's store, and again at every change. Undefined until the first reading is there. */
export function useStored<T>(read: () => Promise<T>, inputs: readonly unknown[] = []): T | undefined {
  const [value, setValue] = useState<T>();
  const change = useCell(revision);
  useEffect(() => {
    let isWanted = true;
    read().then((next) => isWanted && setValue(() => next), reportError);
    return () => {
      isWanted = false;
    };
  }, [change, ...inputs]);
  return value;
}
