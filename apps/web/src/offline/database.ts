import type { OutboxStore } from './deliver.ts';
import { read, readAll, resultOf, write } from './object-store.ts';
import type { CheckInRecord, Group, OutboxEntry, Person, VisitEnd } from './records.ts';

type Ends = Readonly<Record<string, VisitEnd>>;
type StoreName = 'persons' | 'outbox' | 'records' | 'answers' | 'groups';

export const outboxStore: OutboxStore & { readonly findEntry: (eventId: string) => Promise<OutboxEntry | undefined> } =
  {
    listEntries: () => readAll<OutboxEntry>('outbox'),
    findEntry: (eventId) => read<OutboxEntry>('outbox', eventId),
    putEntry: (entry) => put('outbox', entry),
    removeEntry: (eventId) => remove('outbox', eventId),
    settleCheckIn: (record, left) => settle(record.eventId, left, record),
    settleCheckOut: (eventId, ends) => settle(eventId, ends),
  };

function settle(eventId: string, ends: Ends, added?: CheckInRecord): Promise<void> {
  return write(['outbox', 'records'], async (stores) => {
    stores('outbox').delete(eventId);
    if (added !== undefined) {
      stores('records').put(added);
    }
    const records = await resultOf<CheckInRecord[]>(stores('records').getAll());
    records.flatMap((record) => withEnds(record, ends)).forEach((record) => stores('records').put(record));
  });
}

/** The record with the ends of its visits, where any of them are its own; an earlier end stays. */
function withEnds(record: CheckInRecord, ends: Ends): readonly CheckInRecord[] {
  const own = Object.entries(ends).filter(([id]) => record.reply.persons.some(({ visit }) => visit?.id === id));
  return own.length === 0 ? [] : [{ ...record, ends: { ...Object.fromEntries(own), ...record.ends } }];
}

export const recordStore = {
  list: async (): Promise<CheckInRecord[]> => {
    const records = await readAll<CheckInRecord>('records');
    return records.toSorted((a, b) => b.at.localeCompare(a.at));
  },
  find: (eventId: string) => read<CheckInRecord>('records', eventId),
  put: (record: CheckInRecord) => put('records', record),
  remove: (eventId: string) => remove('records', eventId),
};

export const personStore = {
  list: async (): Promise<Person[]> => {
    const persons = await readAll<Person>('persons');
    return persons.toSorted((a, b) => a.name.localeCompare(b.name));
  },
  put: (person: Person) => put('persons', person),
  remove: (id: string) => remove('persons', id),
};

export const groupStore = {
  list: () => readAll<Group>('groups'),
  put: (group: Group) => put('groups', group),
  remove: (id: string) => remove('groups', id),
};

/** Keeps the server's last answer for when it can't be asked; each caller knows the type under its key. */
export const answerStore = {
  find: <T>(key: string) => read<T>('answers', key),
  put: (key: string, value: unknown) => put('answers', value, key),
};

function put(name: StoreName, value: unknown, key?: string): Promise<void> {
  return write([name], async (stores) => void (await resultOf<IDBValidKey>(stores(name).put(value, key))));
}

function remove(name: StoreName, key: string): Promise<void> {
  return write([name], (stores) => resultOf(stores(name).delete(key)));
}
