import { useEffect, useState } from 'preact/hooks';

/** One value that many places read, and that tells its readers when it changes. */
export interface Cell<T> {
  value: T;
  subscribe(reader: (value: T) => void): () => void;
}

/** A signal would do the same with 4 kB more before a visitor can tap. */
export function createCell<T>(initial: T): Cell<T> {
  const readers = new Set<(value: T) => void>();
  let current = initial;
  return {
    get value() {
      return current;
    },
    set value(next) {
      current = next;
      readers.forEach((read) => read(next));
    },
    subscribe(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}

/** The value now; the component renders again when it changes. */
export function useCell<T>(cell: Cell<T>): T {
  const [, setSeen] = useState(() => cell.value);
  useEffect(() => {
    const see = (value: T): void => setSeen(() => value);
    // It may have changed between the rendering and now.
    see(cell.value);
    return cell.subscribe(see);
  }, [cell]);
  return cell.value;
}
