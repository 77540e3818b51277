import { collectCode, isCredential, type PartialCredential } from '@gapura/credentials';
import { findBadgeCode } from '../badge/index.ts';

/** What a code at the gate turns out to be. */
export type Scan =
  | { readonly is: 'badge' }
  | { readonly is: 'part'; readonly partial: PartialCredential }
  | { readonly is: 'certificate'; readonly text: string }
  /** A shop's barcode, a poster, a slip of the scanner: it says nothing about the person who stands here. */
  | { readonly is: 'misread' };

/** @param before the codes of a certificate of several that were scanned so far */
export function readScan(code: string, before: PartialCredential | undefined): Scan {
  if (findBadgeCode(code) !== undefined) return { is: 'badge' };
  const collected = collectCode(before, code);
  if (collected.is === 'part') return collected;
  return isCredential(collected.text) ? { is: 'certificate', text: collected.text } : { is: 'misread' };
}
