/**
 * Values by their key, no more than `size` and surely the last half of it; what nobody asked for longest goes first. There
 * are two generations: when the younger has grown to half of `size`, the older one is forgotten and the younger takes its
 * place. Whatever is found in the older one becomes young again, so that finding a young value is one look-up and no change.
 */
export class RecentValues<Value> {
  readonly #generationSize: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  constructor(size: number) {
    this.#generationSize = Math.floor(size / 2);
  }

  find(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    if (this.#generationSize === 0) return;
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
