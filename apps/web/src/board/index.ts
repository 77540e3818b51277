import type { VNode } from 'preact';

/** Not built yet. */
export function BoardRoom(): VNode | null {
  return null;
}
