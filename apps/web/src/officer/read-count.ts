/** A whole number as people type it, with or without a separator of thousands; nothing where it is none or out of bounds. */
export function readCount(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const digits = text.trim().replace(/(?<=\d)[.,\s](?=\d{3}(\D|$))/g, '');
  const count = /^\d{1,7}$/.test(digits) ? Number(digits) : NaN;
  return count >= least && count <= most ? count : undefined;
}
