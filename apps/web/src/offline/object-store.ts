const databaseName = 'gapura';
const version = 2;

/** The stores and the member that is their key; `answers` has none, its keys are given. */
const stores = { persons: 'id', outbox: 'eventId', records: 'eventId', answers: null, groups: 'id' } as const;
type StoreName = keyof typeof stores;

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= open();
  return opened;
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, version);
  request.addEventListener('upgradeneeded', () => {
    for (const [name, keyPath] of Object.entries(stores)) {
      // The stores of an older version stay as they are.
      if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, { keyPath });
    }
  });
  const db = await resultOf<IDBDatabase>(request);
  const forget = (): void => {
    db.close();
    opened = undefined;
  };
  // Another tab may bring a newer version; the browser may close the database, as when storage is cleared.
  db.addEventListener('versionchange', forget);
  db.addEventListener('close', forget);
  return db;
}

/** Runs `work` in one transaction and resolves when it is on disk; nothing of it happens when it fails. */
export async function write(names: readonly StoreName[], work: (stores: OpenStores) => Promise<void>): Promise<void> {
  const transaction = (await database()).transaction([...names], 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('the transaction was aborted')));
  });
  await Promise.all([work((name) => transaction.objectStore(name)), done]);
}

type OpenStores = (name: StoreName) => IDBObjectStore;

export async function readAll<T>(name: StoreName): Promise<T[]> {
  return resultOf<T[]>((await database()).transaction(name).objectStore(name).getAll());
}

export async function read<T>(name: StoreName, key: string): Promise<T | undefined> {
  return resultOf<T | undefined>((await database()).transaction(name).objectStore(name).get(key));
}

/** As much of an IDBRequest as is needed. */
interface Request {
  readonly result: unknown;
  readonly error: DOMException | null;
  addEventListener(type: 'success' | 'error', listener: () => void): void;
}

/** The caller knows what a store holds. */
export function resultOf<T>(request: Request): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as T));
    request.addEventListener('error', () => reject(request.error ?? new Error('the phone’s storage failed')));
  });
}
