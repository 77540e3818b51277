import type { VNode } from 'preact';

/** Not built yet. */
export function OfficerRoom(): VNode | null {
  return null;
}
