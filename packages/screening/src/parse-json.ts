/** Where something stands in a text; both are counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A JSON text with the places of its values, by JSON pointer. */
export interface PlacedJson {
  readonly ok: true;
  readonly value: unknown;
  /** Where the value stands, or the nearest one around it where it is missing. */
  find(pointer: string): Place;
  /** Pointers of members that their object has already: only the last one counts, and nobody sees it. */
  readonly twins: readonly string[];
}

export type ParsedJson = PlacedJson | { readonly ok: false; readonly place: Place; readonly message: string };

/** Reads JSON as `JSON.parse` does, and tells where each value stands, or where the text is no JSON. Never throws. */
export function parseJson(text: string): ParsedJson {
  const scanner = new Scanner(text);
  try {
    scanner.scan();
    return { ok: true, value: JSON.parse(text), twins: scanner.twins, find: (pointer) => scanner.find(pointer) };
  } catch (error) {
    const { offset, message } = error instanceof Unexpected ? error : new Unexpected(0, 'is nested too deep');
    return { ok: false, place: placeOf(text, offset), message };
  }
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

class Unexpected extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const blank = /[ \t\n\r]*/uy;
// oxlint-disable-next-line no-control-regex -- in a JSON string they must be escaped (RFC 8259, section 7)
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/uy;

class Scanner {
  readonly #offsets = new Map<string, number>();
  readonly twins: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    this.#scanValue('');
    if (this.#at < this.#text.length) throw new Unexpected(this.#at, 'must end here');
  }

  find(pointer: string): Place {
    for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
      const offset = this.#offsets.get(path) ?? (path.includes('/') ? undefined : 0);
      if (offset !== undefined) return placeOf(this.#text, offset);
    }
  }

  #scanValue(pointer: string): void {
    this.#take(blank, '');
    this.#offsets.set(pointer, this.#at);
    const first = this.#text[this.#at];
    if (first === '{') this.#scanMembers(pointer);
    else if (first === '[') this.#scanItems(pointer);
    else if (first === '"') this.#take(string, 'must be a text that ends with a quotation mark');
    else this.#take(literal, 'must be a value');
    this.#take(blank, '');
  }

  #scanMembers(pointer: string): void {
    this.#scanList('}', () => {
      const name = JSON.parse(this.#take(string, 'must be the name of a member, in quotation marks')) as string;
      const path = `${pointer}/${name}`;
      if (this.#offsets.has(path)) this.twins.push(path);
      this.#take(blank, '');
      this.#take(/:/uy, 'must be a colon');
      this.#scanValue(path);
    });
  }

  #scanItems(pointer: string): void {
    this.#scanList(']', (index) => this.#scanValue(`${pointer}/${index}`));
  }

  #scanList(end: string, scanOne: (index: number) => void): void {
    this.#at += 1;
    this.#take(blank, '');
    for (let index = 0; this.#text[this.#at] !== end; index += 1) {
      if (index > 0) this.#take(/,/uy, `must be a comma or ${end}`);
      this.#take(blank, '');
      scanOne(index);
    }
    this.#at += 1;
  }

  #take(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken === undefined) throw new Unexpected(this.#at, expected);
    this.#at += taken.length;
    return taken;
  }
}
