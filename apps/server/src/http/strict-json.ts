import { Problem } from './problem.ts';

const maxDepth = 16;

/**
 * Parses a JSON body and refuses what `JSON.parse` silently accepts or bends: invalid UTF-8, a byte order mark, repeated
 * keys, `__proto__`, deep nesting, NUL and lone surrogates (PostgreSQL refuses both later and worse).
 * @throws Problem body-not-json
 */
export function parseStrictJson(body: Buffer): unknown {
  const text = decodeUtf8(body);
  let value: unknown;
  try {
    // First the native parser: on a text that is not JSON, the scanner below would take quadratic time.
    value = JSON.parse(text);
    checkStructure(text);
  } catch (error) {
    if (error instanceof Problem) {
      throw error;
    }
    throw new Problem('body-not-json', { cause: error });
  }
  return value;
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    throw new Problem('body-not-json', { detail: 'The body is not valid UTF-8.', cause: error });
  }
}

/** One pass over the text: depth, and the keys of each open object. */
function checkStructure(text: string): void {
  const open: (Set<string> | null)[] = [];
  const scanner = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;
  for (const match of text.matchAll(scanner)) {
    const token = match[0];
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      if (open.length > maxDepth) {
        throw new Problem('body-not-json', { detail: `The body nests deeper than ${maxDepth} levels.` });
      }
    } else if (token === '}' || token === ']') {
      open.pop();
    } else {
      checkString(token, match[1] === undefined ? null : open.at(-1));
    }
  }
}

function checkString(token: string, keys: Set<string> | null | undefined): void {
  const escaped = token.includes('\\');
  if (!escaped && !keys && token.isWellFormed()) {
    return;
  }
  const value = String(JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)));
  if (!value.isWellFormed() || value.includes('\0')) {
    throw new Problem('body-not-json', { detail: 'The body holds a NUL or a lone surrogate.' });
  }
  if (keys && (keys.has(value) || value === '__proto__')) {
    throw new Problem('body-not-json', { detail: 'The body repeats a member name or uses a forbidden one.' });
  }
  keys?.add(value);
}
