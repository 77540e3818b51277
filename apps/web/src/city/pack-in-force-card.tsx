import type { Area } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading } from '../ui/index.ts';
import { GroundsText, nameIn } from './grounds-text.tsx';
import { LimitsTable } from './limits-table.tsx';
import { PackRules } from './pack-rules.tsx';
import { usePack } from './replies.ts';
import type { PackInForce } from './rules-in-force.ts';
import { rulesMessages } from './rules-messages.ts';

/** A rule pack that counts somewhere: where, on what grounds, and all of its rules in plain words. */
export function PackInForceCard({ pack, areas }: { pack: PackInForce; areas: readonly Area[] }): VNode {
  const r = useMessages(rulesMessages);
  const { id, version, entries } = pack;
  const { value, problem, reload } = usePack(`${id}/${version}`);
  return (
    <section class="card" aria-labelledby={`rules-${id}`}>
      <h3 id={`rules-${id}`}>
        {id} {version}
      </h3>
      {entries.length === 0 && <p>{r.packByDefault}</p>}
      <ul class="rules-steps">
        {entries.map((entry) => (
          <li key={entry.id}>
            <strong>{nameIn(areas, entry.area)}</strong>
            <GroundsText entry={entry} />
          </li>
        ))}
      </ul>
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value === undefined && problem === undefined && <Loading />}
      {value !== undefined && (
        <>
          <details class="rules-details">
            <summary>{r.whoMayEnter}</summary>
            <div class="city-reading">
              <PackRules pack={value} />
            </div>
          </details>
          <details class="rules-details">
            <summary>{r.howMany}</summary>
            <LimitsTable pack={value} />
          </details>
        </>
      )}
    </section>
  );
}
