import { isUtf8 } from 'node:buffer';
import { Problem } from './problem.ts';

/** No body of ours is nested so deep but rule packs, whose route allows more. */
const usualDepth = 16;

/**
 * Parses a JSON body and refuses what `JSON.parse` silently accepts or bends: invalid UTF-8, a byte order mark, repeated
 * keys, `__proto__`, deep nesting, NUL and lone surrogates (PostgreSQL refuses both later and worse).
 * @throws Problem body-not-json, body-too-deep
 */
export function parseStrictJson(body: Buffer, maxDepth: number = usualDepth): unknown {
  const text = decodeUtf8(body);
  let value: unknown;
  try {
    // First the native parser: on a text that is not JSON, the scanner below would take quadratic time.
    value = JSON.parse(text);
    checkStructure(text, maxDepth);
  } catch (error) {
    if (error instanceof Problem) {
      throw error;
    }
    throw new Problem('body-not-json', { cause: error });
  }
  return value;
}

function decodeUtf8(body: Buffer): string {
  if (!isUtf8(body)) {
    throw new Problem('body-not-json', { detail: 'The body is not valid UTF-8.' });
  }
  return body.toString('utf8');
}

/** A string, and the colon that makes it a member name; or a bracket. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs;

/** One pass over the text: depth, and the keys of each open object. */
function checkStructure(text: string, maxDepth: number): void {
  const open: (Set<string> | null)[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      open.push(found === '{' ? new Set() : null);
      if (open.length > maxDepth) {
        throw new Problem('body-too-deep', { detail: `The body nests deeper than ${maxDepth} levels.` });
      }
    } else if (found === '}' || found === ']') {
      open.pop();
    } else {
      checkString(found, colon === undefined ? null : open.at(-1));
    }
  }
}

function checkString(found: string, keys: Set<string> | null | undefined): void {
  const escaped = found.includes('\\');
  if (!escaped && !keys && found.isWellFormed()) {
    return;
  }
  const quoted = found.slice(0, found.lastIndexOf('"') + 1);
  const value = escaped ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  if (!value.isWellFormed() || value.includes('\0')) {
    throw new Problem('body-not-json', { detail: 'The body holds a NUL or a lone surrogate.' });
  }
  if (keys && (keys.has(value) || value === '__proto__')) {
    throw new Problem('body-not-json', { detail: 'The body repeats a member name or uses a forbidden one.' });
  }
  keys?.add(value);
}
