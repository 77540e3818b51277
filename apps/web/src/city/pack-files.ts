import type { RulePackDocument } from '@gapura/contract';

export type FileFault = { readonly file: string; readonly message: string };

export type FilesRead = { readonly document: RulePackDocument } | { readonly faults: readonly FileFault[] };

/** How much the server takes. */
const largestBytes = 500 * 1024;

interface Named {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

/** Why files are no pack; the dictionary has the words. */
export type PackFault = 'too-large' | 'no-rules' | 'no-limits';

/** Reads one file with both parts, or `pack.json` and `limits.json` in any order. */
export async function readPackFiles(files: readonly Named[], words: Record<PackFault, string>): Promise<FilesRead> {
  const read = await Promise.all(files.map((file) => readJson(file, words)));
  const faults = read.flatMap((each) => ('fault' in each ? [each.fault] : []));
  if (faults.length > 0) return { faults };
  const parts = read.flatMap((each) => ('json' in each ? partsOf(each.json) : []));
  const pack = parts.find((part) => 'rules' in part);
  const limits = parts.find((part) => 'limits' in part);
  const missing = [
    ...(pack === undefined ? [words['no-rules']] : []),
    ...(limits === undefined ? [words['no-limits']] : []),
  ];
  if (missing.length > 0) {
    return { faults: missing.map((message) => ({ file: files.map(({ name }) => name).join(', '), message })) };
  }
  return { document: { pack, limits } };
}

async function readJson(file: Named, words: Record<PackFault, string>) {
  if (file.size > largestBytes) return { fault: { file: file.name, message: words['too-large'] } };
  try {
    const json: unknown = JSON.parse(await file.text());
    return { json };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { fault: { file: file.name, message: error.message } };
  }
}

/** A file may be a part, or hold both as `pack` and `limits`. */
function partsOf(json: unknown): object[] {
  if (typeof json !== 'object' || json === null) return [];
  const both =
    'pack' in json && typeof json.pack === 'object' ? [json.pack, 'limits' in json ? json.limits : null] : [json];
  return both.filter((part): part is object => typeof part === 'object' && part !== null);
}
