/** Remembers the answers of a look-up for some seconds; bounded, oldest out first. */
export class Remembered<T> {
  readonly #entries = new Map<string, { readonly value: Promise<T>; readonly until: number }>();
  readonly #load: (key: string) => Promise<T>;
  readonly #options: { readonly forMs: number; readonly most: number };

  constructor(load: (key: string) => Promise<T>, options: { forMs: number; most: number }) {
    this.#load = load;
    this.#options = options;
  }

  get(key: string): Promise<T> {
    const known = this.#entries.get(key);
    const now = performance.now();
    if (known !== undefined && now < known.until) {
      return known.value;
    }
    const value = this.#load(key);
    value.catch(() => this.#entries.delete(key));
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: now + this.#options.forMs });
    if (this.#entries.size > this.#options.most) {
      this.#entries.delete(this.#entries.keys().next().value ?? '');
    }
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }
}
