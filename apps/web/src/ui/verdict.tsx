import type { VNode } from 'preact';
import type { Colour } from '@gapura/contract';

/** Of a colour, or of a door that lets nobody in, whoever they are. */
export type Shape = Colour | 'closed' | 'exit';

const shapes: Record<Shape, VNode> = {
  green: (
    <>
      <circle cx="32" cy="32" r="28" fill="currentColor" />
      <path d="m18 33 10 10 19-21" fill="none" stroke="var(--hole)" stroke-width="7" />
    </>
  ),
  yellow: (
    <>
      <path d="M32 4 62 58H2z" fill="currentColor" />
      <path d="M32 22v17M32 45v7" fill="none" stroke="var(--hole)" stroke-width="7" />
    </>
  ),
  red: (
    <>
      <path d="M20 3h24l17 17v24L44 61H20L3 44V20z" fill="currentColor" />
      <path d="m21 21 22 22M43 21 21 43" fill="none" stroke="var(--hole)" stroke-width="7" />
    </>
  ),
  black: (
    <>
      <path d="M5 5h54v54H5z" fill="currentColor" />
      <path d="M18 32h28" fill="none" stroke="var(--hole)" stroke-width="7" />
    </>
  ),
  closed: (
    <>
      <path d="M4 60V18L32 4l28 14v42z" fill="currentColor" />
      <path d="M32 20v40M23 38v8M41 38v8" fill="none" stroke="var(--hole)" stroke-width="5" />
    </>
  ),
  exit: (
    <>
      <path d="M4 60V18L32 4l28 14v42z" fill="currentColor" />
      <path d="M14 38h34M36 25l13 13-13 13" fill="none" stroke="var(--hole)" stroke-width="6" />
    </>
  ),
};

/** The shape of a verdict, so that nobody has to tell colours apart; its inner mark takes the ground's colour. */
export function VerdictShape({ shape, size = '1.25em' }: { shape: Shape; size?: string }): VNode {
  const style = `width:${size};height:${size};--hole:var(--${shape}, var(--sunken));flex:none`;
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" style={style}>
      {shapes[shape]}
    </svg>
  );
}
