import type { VNode } from 'preact';

/** Paduraksa: the roofed gate of a Balinese temple, open to whoever comes. */
export function Logo(): VNode {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <path
        fill="var(--marigold)"
        d="M32 2l4 8h4v4h-2v5h9v5h-3v6h11v5h-3v21H40V42a8 8 0 0 0-16 0v14H12V35H9v-5h11v-6h-3v-5h9v-5h-2v-4h4z"
      />
      <path fill="currentColor" d="M4 58h56v4H4z" />
    </svg>
  );
}
