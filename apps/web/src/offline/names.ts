/** Names that pages and the service worker share. */
export const outboxTag = 'outbox';
const changesChannel = 'gapura.changes';

/** Where pages and the service worker hear that something of what the phone keeps has changed. */
export function openChanges(): BroadcastChannel {
  return new BroadcastChannel(changesChannel);
}

export function tellChange(channel: BroadcastChannel): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel reaches its own origin only
  channel.postMessage('changed');
}
