import type { Texts } from './decision.ts';

/** What is wrong with a file, and where: a JSON pointer. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads the members of one object and collects what is wrong with them. After a fault it gives a harmless value, so that
 * one reading finds all faults; the values are used only where there is none.
 */
export class Fields {
  readonly #members: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #faults: Fault[];
  readonly #known = new Set<string>();

  constructor(value: unknown, path: string, faults: Fault[]) {
    this.#path = path;
    this.#faults = faults;
    this.#members = isObject(value) ? value : {};
    if (!isObject(value)) faults.push({ path, message: 'must be an object' });
  }

  fault(name: string, message: string): void {
    this.#faults.push({ path: `${this.#path}/${name}`, message });
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** What is wrong with the object as a whole. */
  refuse(message: string): void {
    this.#faults.push({ path: this.#path, message });
  }

  names(): string[] {
    return Object.keys(this.#members);
  }

  find(name: string): unknown {
    this.#known.add(name);
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
  }

  getText(name: string): string {
    const value = this.find(name);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fault(name, 'must be a text that is not empty');
    return '';
  }

  getMatching(name: string, pattern: RegExp, example: string): string {
    const value = this.find(name);
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.fault(name, `must look like ${example}`);
    return '';
  }

  getOneOf<const T extends string | number | boolean>(name: string, values: readonly [T, ...T[]]): T {
    const value = this.find(name);
    const known = values.find((candidate) => candidate === value);
    if (known === undefined) this.fault(name, `must be one of ${values.join(', ')}`);
    return known ?? values[0];
  }

  getInteger(name: string, { min, max }: Range): number {
    const value = this.find(name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    this.fault(name, `must be an integer from ${min} to ${max}`);
    return min;
  }

  getTexts(name: string): Texts {
    const texts = this.getObject(name);
    const read = { id: texts.getText('id'), en: texts.getText('en'), ban: texts.getText('ban') };
    texts.end();
    return read;
  }

  getObject(name: string): Fields {
    return new Fields(this.find(name), `${this.#path}/${name}`, this.#faults);
  }

  getList<T>(name: string, read: (item: Fields) => T): T[] {
    return this.getItems(name).map((item, index) => {
      const fields = new Fields(item, `${this.#path}/${name}/${index}`, this.#faults);
      const value = read(fields);
      fields.end();
      return value;
    });
  }

  getItems(name: string): readonly unknown[] {
    const value = this.find(name);
    if (Array.isArray(value)) return value;
    this.fault(name, 'must be a list');
    return [];
  }

  /** A member that nobody asked for is a typing error, and might have been a rule's most important word. */
  end(): void {
    for (const name of Object.keys(this.#members)) {
      if (!this.#known.has(name)) this.fault(name, 'is not known here');
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
