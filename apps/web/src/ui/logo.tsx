import type { VNode } from 'preact';

/** Candi bentar: the split gate of a Balinese temple, open to whoever comes. */
export function Logo(): VNode {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <path fill="var(--marigold)" d="M29 52V8h-3v7h-4v7h-5v8h-4v9H9v6H5v7zM35 52V8h3v7h4v7h5v8h4v9h4v6h4v7z" />
      <path fill="currentColor" d="M3 54h58v4H3z" />
    </svg>
  );
}
