import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** @throws TypeError where the file is larger, Error where it cannot be read */
export async function readBounded(file: string, maxBytes: number): Promise<Buffer> {
  if ((await stat(file)).size > maxBytes) throw new TypeError(`${basename(file)}: larger than ${maxBytes} bytes`);
  return readFile(file);
}

/** Names the file in what a reader of its content throws. */
export function inFile<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TypeError(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
