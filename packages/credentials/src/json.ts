import { Refusal } from './violation.ts';

/** Real credentials nest a dozen levels. */
const maxDepth = 32;

/** No credential in JSON is larger; whoever inflates one stops here too. */
export const maxJsonLength = 256 * 1024;

/**
 * Reads JSON (RFC 8259) and refuses what parsers disagree about: a member named twice in one object, however its name is
 * escaped. Deep and long texts are refused before they are parsed. Values are those of `JSON.parse`: ask for members with
 * {@link findMember}, for an object also has the members that it inherits.
 */
export function parseStrictJson(text: string): unknown {
  if (text.length > maxJsonLength) throw new Refusal('json-invalid', 'length');
  scan(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('json-invalid');
  }
}

/** An object's own member; nothing where the value is no object or the member is absent or null. */
export function findMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? ((value as Record<string, unknown>)[name] ?? undefined) : undefined;
}

const codes = { quote: 0x22, colon: 0x3a, openArray: 0x5b, backslash: 0x5c, closeArray: 0x5d, open: 0x7b, close: 0x7d };

/** Looks at brackets and strings only; whether the text is JSON at all is the parser's question. */
function scan(text: string): void {
  const names: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case codes.open:
      case codes.openArray:
        if (names.push(null) > maxDepth) throw new Refusal('json-too-deep');
        break;
      case codes.close:
      case codes.closeArray:
        names.pop();
        break;
      case codes.quote: {
        const end = endOfString(text, at);
        if (isFollowedByColon(text, end + 1)) addName(names, text.slice(at, end + 1));
        at = end;
      }
    }
  }
}

/** The place of the quotation mark that ends the string starting at `start`. */
function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) throw new Refusal('json-invalid', 'string without end');
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === codes.backslash) first--;
  return (at - first) % 2 === 1;
}

/** In JSON a string before a colon is the name of a member. */
function isFollowedByColon(text: string, after: number): boolean {
  let at = after;
  while (isSpace(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === codes.colon;
}

/** Space, tab, line feed and carriage return. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function addName(names: (Set<string> | null)[], quoted: string): void {
  if (names.length === 0) return;
  const inObject = (names[names.length - 1] ??= new Set());
  const name = quoted.includes('\\') ? unescape(quoted) : quoted.slice(1, -1);
  if (inObject.has(name)) throw new Refusal('json-duplicate-key');
  inObject.add(name);
}

function unescape(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new Refusal('json-invalid', 'member name');
  }
}
