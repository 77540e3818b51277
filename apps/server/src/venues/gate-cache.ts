import type { Clock } from '../clock.ts';
import type { GateAtVenue } from './venue.ts';

const cachedMs = 5_000;
const maxEntries = 5_000;

interface Entry {
  readonly gate: Promise<GateAtVenue | null>;
  readonly until: number;
}

/** Remembers gates for a few seconds: other processes change them too. Unknown codes are remembered like known ones. */
export class GateCache {
  readonly #entries = new Map<string, Entry>();
  readonly #load: (code: string) => Promise<GateAtVenue | null>;
  readonly #clock: Clock;

  constructor(load: (code: string) => Promise<GateAtVenue | null>, clock: Clock) {
    this.#load = load;
    this.#clock = clock;
  }

  find(code: string): Promise<GateAtVenue | null> {
    const now = this.#clock().getTime();
    const known = this.#entries.get(code);
    if (known !== undefined && now < known.until) {
      return known.gate;
    }
    const gate = this.#load(code);
    const entry = { gate, until: now + cachedMs };
    this.#entries.delete(code);
    this.#entries.set(code, entry);
    this.#forgetOldest();
    gate.catch(() => this.#forgetFailed(code, entry));
    return gate;
  }

  clear(): void {
    this.#entries.clear();
  }

  #forgetOldest(): void {
    if (this.#entries.size > maxEntries) {
      const oldest = this.#entries.keys().next();
      this.#entries.delete(oldest.value ?? '');
    }
  }

  #forgetFailed(code: string, entry: Entry): void {
    if (this.#entries.get(code) === entry) {
      this.#entries.delete(code);
    }
  }
}
