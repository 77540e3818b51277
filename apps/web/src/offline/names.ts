/** Names that pages and the service worker share. */
export const outboxTag = 'outbox';
export const changesChannel = 'gapura.changes';
