import { createClient } from '@gapura/client';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { deliver } from './offline/deliver.ts';
import { openChanges, outboxTag, tellChange } from './offline/names.ts';
import { outboxStore } from './offline/database.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: { url: string; revision: string | null }[] };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const assetCache = 'gapura-assets';

/** What every visitor needs is on the phone after the first visit. */
// oxlint-disable-next-line no-underscore-dangle -- the build puts the list of files in its place
precacheAndRoute(self.__WB_MANIFEST);

/** Every page of the app is the same shell, online or not; the API is never answered from here. */
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//] }));

/** The rest (the reader of QR codes, staff rooms) stays after its first use: its names change with its content. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => {
    const cache = await caches.open(assetCache);
    const kept = await cache.match(request);
    if (kept !== undefined) {
      return kept;
    }
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  },
);

self.addEventListener('install', () => {
  void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), dropOldAssets()]));
});

/** A new version begins with an empty asset cache; what is still used comes back with its next use. */
async function dropOldAssets(): Promise<void> {
  await caches.delete(assetCache);
}

/** The browser says that the network is back, perhaps with every page closed: send what waits. */
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === outboxTag) sync.waitUntil(sendOutbox());
});

async function sendOutbox(): Promise<void> {
  await deliver({ client: createClient(), store: outboxStore, now: () => new Date(), random: Math.random }, true);
  tellChange(openChanges());
  const waiting = (await outboxStore.listEntries()).filter(({ state }) => state === 'waiting');
  if (waiting.length > 0) {
    // A rejected sync is tried again by the browser.
    throw new Error(`${waiting.length} not sent yet`);
  }
}
