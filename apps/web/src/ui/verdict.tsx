import type { VNode } from 'preact';
import type { Colour } from '@gapura/contract';

const shapes: Record<Colour, VNode> = {
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
};

/** The shape that goes with a colour, so that nobody has to tell colours apart; its inner mark takes the ground's colour. */
export function VerdictShape({ colour, size = '1.25em' }: { colour: Colour; size?: string }): VNode {
  const style = `width:${size};height:${size};--hole:var(--${colour});flex:none`;
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" style={style}>
      {shapes[colour]}
    </svg>
  );
}
