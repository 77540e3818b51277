import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OutboxStore } from './deliver.ts';
import type { CheckInRecord, OutboxEntry, Person, VisitEnd } from './records.ts';

interface Schema extends DBSchema {
  persons: { key: string; value: Person };
  outbox: { key: string; value: OutboxEntry };
  records: { key: string; value: CheckInRecord };
  /** What the server said last: the poster key, the trust list, gates. */
  answers: { key: string; value: unknown };
}

type Database = IDBPDatabase<Schema>;
let opened: Promise<Database> | undefined;

function database(): Promise<Database> {
  opened ??= openDB<Schema>('gapura', 1, {
    upgrade(db) {
      db.createObjectStore('persons', { keyPath: 'id' });
      db.createObjectStore('outbox', { keyPath: 'eventId' });
      db.createObjectStore('records', { keyPath: 'eventId' });
      db.createObjectStore('answers');
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

export const outboxStore: OutboxStore & { findEntry(eventId: string): Promise<OutboxEntry | undefined> } = {
  listEntries: async () => (await database()).getAll('outbox'),
  findEntry: async (eventId) => (await database()).get('outbox', eventId),
  putEntry: async (entry) => {
    await (await database()).put('outbox', entry);
  },
  removeEntry: async (eventId) => (await database()).delete('outbox', eventId),
  settleCheckIn: async (record, left) => {
    await endVisits(record.eventId, left, record);
  },
  settleCheckOut: (eventId, ends) => endVisits(eventId, ends),
};

async function endVisits(eventId: string, ends: Record<string, VisitEnd>, added?: CheckInRecord): Promise<void> {
  const transaction = (await database()).transaction(['outbox', 'records'], 'readwrite');
  const records = transaction.objectStore('records');
  for (const record of Object.keys(ends).length === 0 ? [] : await records.getAll()) {
    const own = record.reply.persons.flatMap(({ visit }) => (visit !== null && visit.id in ends ? [visit.id] : []));
    const ended = Object.fromEntries(own.flatMap((id) => (ends[id] === undefined ? [] : [[id, ends[id]]])));
    if (own.length > 0) await records.put({ ...record, ends: { ...ended, ...record.ends } });
  }
  if (added !== undefined) await records.put(added);
  await transaction.objectStore('outbox').delete(eventId);
  await transaction.done;
}

export const recordStore = {
  list: async (): Promise<CheckInRecord[]> => {
    const records = await (await database()).getAll('records');
    return records.toSorted((a, b) => b.at.localeCompare(a.at));
  },
  find: async (eventId: string) => (await database()).get('records', eventId),
  put: async (record: CheckInRecord): Promise<void> => {
    await (await database()).put('records', record);
  },
  remove: async (eventId: string) => (await database()).delete('records', eventId),
};

export const personStore = {
  list: async (): Promise<Person[]> => {
    const persons = await (await database()).getAll('persons');
    return persons.toSorted((a, b) => a.name.localeCompare(b.name));
  },
  put: async (person: Person): Promise<void> => {
    await (await database()).put('persons', person);
  },
  remove: async (id: string) => (await database()).delete('persons', id),
};

/** Keeps the server's last answer for when it can't be asked; each caller knows the type under its key. */
export const answerStore = {
  find: async <T>(key: string): Promise<T | undefined> => (await database()).get('answers', key) as Promise<T | undefined>,
  put: async (key: string, value: unknown): Promise<void> => {
    await (await database()).put('answers', value, key);
  },
};
