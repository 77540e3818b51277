const codeForm = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/**
 * The code of an employee's badge, where the text is the address that a badge holds. Whether it counts, only the server knows.
 * A hand scanner may type in capitals or, with caps lock on, in the other case.
 */
export function findBadgeCode(text: string): string | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const { protocol, pathname, hash } = new URL(trimmed);
  const code = hash.slice(1).toUpperCase();
  const isBadge = /^https?:$/.test(protocol) && pathname.toLowerCase() === '/badge';
  return isBadge && codeForm.test(code) ? code : undefined;
}
