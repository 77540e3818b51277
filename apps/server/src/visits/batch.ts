import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { mostLinesInBatch } from '@gapura/contract';
import { Problem } from '../http/problem.ts';

export interface BodyLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: Buffer;
}

const newline = 0x0a;
/** Empty ones are passed over, but a body of nothing else would take a second. */
const mostEmptyLines = 2 * mostLinesInBatch;

/**
 * The lines of a body that are not empty.
 * @throws Problem body-invalid, body-too-large
 */
export function linesOf(body: Buffer): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  for (let from = 0, number = 1; from < body.length; number += 1) {
    const found = body.indexOf(newline, from);
    const end = found === -1 ? body.length : found;
    const text = body.subarray(from, end);
    if (!isBlank(text)) {
      lines.push({ number, text });
    }
    if (lines.length > mostLinesInBatch || number - lines.length > mostEmptyLines) {
      throw new Problem('body-too-large', { detail: `A batch has at most ${mostLinesInBatch} lines.` });
    }
    from = end + 1;
  }
  if (lines.length === 0) {
    throw new Problem('body-invalid', { detail: 'A batch has at least one line.' });
  }
  return lines;
}

function isBlank(text: Buffer): boolean {
  return text.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/**
 * Works on at most `atOnce` items and gives the results as they become ready, together those that do so together, as the
 * check-ins of one commit. Whoever reads slowly slows the work down; whoever stops reading ends it.
 */
export async function* asReady<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly Result[]> {
  const settled: Promise<Result>[] = [];
  let wake: () => void = () => undefined;
  let next = 0;
  const startOne = (): void => {
    const item = items[next];
    next += 1;
    if (item !== undefined) {
      const result = work(item);
      const settle = (): void => {
        settled.push(result);
        wake();
      };
      result.then(settle, settle);
    }
  };
  Array.from({ length: atOnce }, startOne);
  for (let given = 0; given < items.length;) {
    if (settled.length === 0) {
      await new Promise<void>((resolve) => (wake = resolve));
      await turnOfLoop();
    }
    const ready = await Promise.all(settled.splice(0));
    yield ready;
    given += ready.length;
    ready.forEach(startOne);
  }
}
