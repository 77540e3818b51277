import { readFile } from 'node:fs/promises';
import { parseJson, type Fault, type Place, type PlacedJson } from '@gapura/screening';
import { CommandFailure, reasonOf } from '../command.ts';

/** A fault of a file with where it stands, as compilers print it. */
export interface PlacedFault extends Place {
  readonly file: string;
  readonly text: string;
}

/** One JSON file of a rule pack. */
export interface PackFile {
  /** Undefined where the text is no JSON. */
  readonly json: unknown;
  readonly faults: readonly PlacedFault[];
  readonly place: (fault: Fault) => PlacedFault;
}

const mostBytes = 4 * 1024 * 1024;

/** @throws CommandFailure where it cannot be read; what is wrong inside is told as faults */
export async function readPackFile(file: string): Promise<PackFile> {
  const text = await readText(file);
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const fault = { file, ...parsed.place, text: `is no JSON: ${parsed.message}` };
    return { json: undefined, faults: [fault], place: () => fault };
  }
  return {
    json: parsed.value,
    faults: parsed.twins.map((path) => placeIn(file, parsed, { path, message: 'is written twice in its object' })),
    place: (fault) => placeIn(file, parsed, fault),
  };
}

async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailure(`${file} cannot be read: ${reasonOf(error)}`);
  });
  if (text.length > mostBytes) {
    throw new CommandFailure(`${file} is larger than a rule pack can be`);
  }
  return text;
}

function placeIn(file: string, json: PlacedJson, { path, message }: Fault): PlacedFault {
  return { file, ...json.find(path), text: `${path || '/'} ${message}` };
}
