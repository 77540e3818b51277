import type { CsvFault } from '@gapura/contract';

export function describeFaults(faults: readonly CsvFault[]): string {
  return faults
    .map(
      ({ line, field, code, message }) =>
        `  line ${line}${field === null ? '' : `, ${field}`}: ${message.en} [${code}]`,
    )
    .join('\n');
}
