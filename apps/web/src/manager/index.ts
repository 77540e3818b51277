import type { VNode } from 'preact';

/** Not built yet. */
export function ManagerRoom(): VNode | null {
  return null;
}
