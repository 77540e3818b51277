export { announceChange, post, runCourier, startCourier, useStored } from './courier.ts';
export { answerStore, groupStore, outboxStore, personStore, recordStore } from './database.ts';
export { checkOutEntry, newEntry } from './deliver.ts';
export { newEventId } from './event-id.ts';
export * from './records.ts';
