import type { LevelChange } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { cityMessages } from './messages.ts';

interface LevelChipProps {
  readonly level: LevelChange['level'];
  readonly isLarge?: boolean;
  /** Instead of the level’s name. */
  readonly text?: string;
}

/** A level as a coloured name; the colours are none of a person’s. */
export function LevelChip({ level, isLarge = false, text }: LevelChipProps): VNode {
  const m = useMessages(cityMessages);
  const look = `city-level is-level-${level ?? 'none'}${isLarge ? ' is-large' : ''}`;
  return <span class={look}>{text ?? m.levelName(level)}</span>;
}
