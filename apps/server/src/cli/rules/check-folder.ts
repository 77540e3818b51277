import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { findUnshown, parseExamples, parseRulePack, runExamples, type RulePack } from '@gapura/screening';
import { readPackFile, type PackFile, type PlacedFault } from './pack-file.ts';

export interface Checked {
  readonly faults: readonly PlacedFault[];
  /** Without a fault. */
  readonly pack: RulePack | null;
  readonly examples: number;
  /** Rules that no example shows. */
  readonly unshown: readonly string[];
}

/** Reads the files of a pack as the server does, and runs its examples where it has any. */
export async function checkFolder(folder: string): Promise<Checked> {
  // One after the other, so that of two files that cannot be read it is always the first that is named.
  const packFile = await readPackFile(join(folder, 'pack.json'));
  const limitsFile = await readPackFile(join(folder, 'limits.json'));
  const written = [...packFile.faults, ...limitsFile.faults];
  if (packFile.json === undefined || limitsFile.json === undefined) {
    return failed(written);
  }
  const parsed = parseRulePack(packFile.json, limitsFile.json);
  if (!parsed.ok) {
    return failed([...written, ...parsed.errors.map((fault) => placeInEither(fault, packFile, limitsFile))]);
  }
  const misnamed = findMisnamed(folder, parsed.pack, packFile);
  const shown = await checkExamples(join(folder, 'examples.json'), parsed.pack);
  return { ...shown, pack: parsed.pack, faults: [...written, ...misnamed, ...shown.faults] };
}

function failed(faults: readonly PlacedFault[]): Checked {
  return { faults, pack: null, examples: 0, unshown: [] };
}

const ofLimits = 'limits:';

function placeInEither(
  fault: { readonly path: string; readonly message: string },
  packFile: PackFile,
  limitsFile: PackFile,
): PlacedFault {
  return fault.path.startsWith(ofLimits)
    ? limitsFile.place({ ...fault, path: fault.path.slice(ofLimits.length) })
    : packFile.place(fault);
}

function findMisnamed(folder: string, { id }: RulePack, packFile: PackFile): PlacedFault[] {
  const name = basename(resolve(folder));
  return id === name ? [] : [packFile.place({ path: '/id', message: `must be the name of the folder, ${name}` })];
}

async function checkExamples(file: string, pack: RulePack): Promise<Pick<Checked, 'faults' | 'examples' | 'unshown'>> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) {
    return { faults: [], examples: 0, unshown: findUnshown(pack, []) };
  }
  const { json, faults, place } = await readPackFile(file);
  if (json === undefined) {
    return { faults, examples: 0, unshown: [] };
  }
  const parsed = parseExamples(json);
  if (!parsed.ok) {
    return { faults: [...faults, ...parsed.errors.map(place)], examples: 0, unshown: [] };
  }
  const { examples } = parsed;
  return {
    faults: [...faults, ...runExamples(pack, examples).map(place)],
    examples: examples.length,
    unshown: findUnshown(pack, examples),
  };
}
