/** A code as people type it from paper, the way Crockford's base32 is read: any case, grouped, O as 0, I and L as 1. */
export function readTypedCode(typed: string): string {
  return typed
    .replaceAll(/[\s.–-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}
