import { findBadgeCode } from '../badge/index.ts';
import { findGateCode } from './poster.ts';

/** What the text of a scanned code or an address turns out to be. */
export type PosterReading =
  | { readonly is: 'poster'; readonly code: string; readonly signature: string | null }
  /** An address of another site, genuine or not: this app must not follow it. */
  | { readonly is: 'foreign'; readonly host: string }
  | { readonly is: 'credential' }
  /** An employee's badge, which has a page of its own. */
  | { readonly is: 'badge'; readonly code: string }
  | { readonly is: 'unknown' };

/** @param origins where posters of this installation may point to: this page's origin, and the one that signs. */
export function readPoster(text: string, origins: readonly string[]): PosterReading {
  const trimmed = text.trim();
  if (/^(HC1:|shc:\/|NZCP:\/|B64:|eyJ|\{)/i.test(trimmed)) {
    return { is: 'credential' };
  }
  if (/^https?:/i.test(trimmed) && URL.canParse(trimmed)) {
    return readAddress(new URL(trimmed), origins);
  }
  const code = findGateCode(trimmed);
  return code === undefined ? { is: 'unknown' } : { is: 'poster', code, signature: null };
}

function readAddress(url: URL, origins: readonly string[]): PosterReading {
  if (!origins.includes(url.origin)) {
    return { is: 'foreign', host: url.host };
  }
  const badge = findBadgeCode(url.href);
  if (badge !== undefined) {
    return { is: 'badge', code: badge };
  }
  const [, room, written, signature, ...more] = url.pathname.split('/');
  const code = findGateCode(written ?? '');
  const isGate = room?.toLowerCase() === 'g' && code !== undefined && more.length === 0;
  return isGate ? { is: 'poster', code, signature: signature?.toUpperCase() || null } : { is: 'unknown' };
}
