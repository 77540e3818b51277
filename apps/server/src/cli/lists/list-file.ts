import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  openSignedList,
  type Environment,
  type ListKey,
  type OpenedList,
  type SignedListType,
} from '@gapura/credentials';
import { CommandFailure } from '../command.ts';

export type OpenedFile<Type extends SignedListType> = Extract<OpenedList<Type>, { ok: true }>;

export interface ListFileOptions<Type extends SignedListType> {
  readonly type: Type;
  readonly environment: Environment;
  readonly keys: readonly ListKey[];
  readonly now: Date;
}

/** @throws CommandFailure where the file cannot be read or does not open */
export async function openListFile<Type extends SignedListType>(
  path: string,
  options: ListFileOptions<Type>,
): Promise<OpenedFile<Type>> {
  const opened = await openSignedList(await readText(path), { ...options, last: null });
  if (!opened.ok) {
    throw new CommandFailure(`${path}: ${opened.code} (${opened.detail})`);
  }
  return opened;
}

/** @throws CommandFailure */
export async function readText(path: string): Promise<string> {
  const text = await findText(path);
  if (text === null) {
    throw new CommandFailure(`${path} does not exist`);
  }
  return text;
}

/** Null where there is no such file. @throws CommandFailure where there is one that cannot be read */
export async function findText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw new CommandFailure(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Writes a file whole or not at all: a reader sees the old text or the new one, also when the machine stops in between.
 * @throws CommandFailure
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new CommandFailure(`${path} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** Writes a file that must not exist yet, and makes its folder for nobody else to look into. @throws CommandFailure */
export async function writeNew(path: string, text: string, mode: number): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const reason = exists ? 'exists already, and keys are not overwritten' : (error as Error).message;
    throw new CommandFailure(`${path}: ${reason}`, { cause: error });
  }
}
