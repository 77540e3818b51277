import type { Area } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import type { PublicLevel } from './rules-in-force.ts';
import { rulesMessages } from './rules-messages.ts';
import { formatInstant, zoneOf } from './zone.ts';

/** From when something is in force, why, and where one can read that. */
export function GroundsText({ entry }: { entry: Pick<PublicLevel, 'area' | 'from' | 'reason' | 'sourceUrl'> }): VNode {
  const r = useMessages(rulesMessages);
  const { area, from, reason, sourceUrl } = entry;
  return (
    <>
      <span>{r.from(formatInstant(from, zoneOf(area)))}</span>
      <span class="soft">
        {reason !== null && `“${reason}” `}
        {sourceUrl !== null && (
          <a href={sourceUrl} target="_blank" rel="noreferrer">
            {r.source}
          </a>
        )}
      </span>
    </>
  );
}

export function nameIn(areas: readonly Area[], code: string): string {
  return areas.find((area) => area.code === code)?.name ?? code;
}
