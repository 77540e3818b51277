import type { Area } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { GroundsText, nameIn } from './grounds-text.tsx';
import { LevelChip } from './level-chip.tsx';
import type { AreaRules } from './rules-in-force.ts';
import { rulesMessages } from './rules-messages.ts';

/** One area: its level now and the levels to come, each with its grounds. */
export function AreaRulesCard({ rules, areas }: { rules: AreaRules; areas: readonly Area[] }): VNode {
  const r = useMessages(rulesMessages);
  const { area, inForce, ahead } = rules;
  const asAbove = (code: string): string | undefined =>
    code === area.code ? undefined : r.asAbove(nameIn(areas, code));
  return (
    <li class="card rules-area">
      <div class="row">
        <h3>{area.name}</h3>
        <LevelChip level={inForce?.level ?? null} />
      </div>
      {inForce === null ? (
        <p class="soft">{r.noLevel}</p>
      ) : (
        <div class="rules-step">
          <GroundsText entry={inForce} />
          {asAbove(inForce.area) !== undefined && <span class="soft small">{asAbove(inForce.area)}</span>}
        </div>
      )}
      {ahead.length > 0 && (
        <>
          <h4>{r.ahead}</h4>
          <ul class="rules-steps">
            {ahead.map((entry) => (
              <li key={entry.id}>
                <LevelChip level={entry.level} {...(entry.level === null && { text: r.levelOfAbove })} />
                <GroundsText entry={entry} />
                {asAbove(entry.area) !== undefined && <span class="soft small">{asAbove(entry.area)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
