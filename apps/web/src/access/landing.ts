import type { SessionReply } from '@gapura/contract';

/** Where a person of this role begins: an officer with one gate stands at it already. */
export function landingOf({ role, gates }: Pick<SessionReply, 'role' | 'gates'>): string {
  if (role === 'issuer') return '/cards';
  if (role === 'overseer') return '/city';
  if (role !== 'officer') return '/manager';
  const [only, another] = gates;
  return only === undefined || another !== undefined ? '/officer' : `/officer/${only.gate.code}`;
}

/** The page somebody wanted before signing in, if it is a page of this site that signing in leads to. */
export function wantedPage(search: string): string | undefined {
  const wanted = new URLSearchParams(search).get('next');
  return wanted !== null && /^\/(officer|manager|board|cards|city)(\/[\w-]+(\.[\w-]+)*)*$/.test(wanted)
    ? wanted
    : undefined;
}

export function signInAddress(wanted: string): string {
  return `/sign-in?next=${encodeURIComponent(wanted)}`;
}

/** Passkeys are bound to a host name; browsers refuse them at a bare IP address. */
export function isPasskeyHost(hostname: string): boolean {
  return !/^[\d.]+$|^\[/.test(hostname);
}
