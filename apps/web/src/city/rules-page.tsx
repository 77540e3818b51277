import type { Area, RulesInForceReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, Page } from '../ui/index.ts';
import './city.css';
import './rules-page.css';
import { AreaRulesCard } from './area-rules-card.tsx';
import { GroundsText, nameIn } from './grounds-text.tsx';
import { PackInForceCard } from './pack-in-force-card.tsx';
import { useAreas, useRulesInForce } from './replies.ts';
import { packsInForce, rulesByArea } from './rules-in-force.ts';
import { rulesMessages } from './rules-messages.ts';

/** What is in force and what will be, with its grounds, for everybody to read. */
export function RulesPage(): VNode {
  const r = useMessages(rulesMessages);
  const rules = useRulesInForce();
  const areas = useAreas();
  const problem = rules.problem ?? areas.problem;
  const again = (): void => {
    rules.reload();
    areas.reload();
  };
  return (
    <Page title={r.title} lead={r.lead} back="/" wide>
      {problem !== undefined && <ErrorState problem={problem} onRetry={again} />}
      {rules.value !== undefined && areas.value !== undefined ? (
        <Rules rules={rules.value} areas={areas.value.areas} />
      ) : (
        problem === undefined && <Loading />
      )}
    </Page>
  );
}

function Rules({ rules, areas }: { rules: RulesInForceReply; areas: readonly Area[] }): VNode {
  const r = useMessages(rulesMessages);
  return (
    <>
      <section class="stack rules-section" aria-labelledby="rules-levels">
        <h2 id="rules-levels">{r.levels}</h2>
        <p class="soft">{r.levelsText}</p>
        <ul class="rules-areas">
          {rulesByArea(areas, rules).map((each) => (
            <AreaRulesCard key={each.area.code} rules={each} areas={areas} />
          ))}
        </ul>
      </section>
      <section class="stack rules-section" aria-labelledby="rules-packs">
        <h2 id="rules-packs">{r.packs}</h2>
        <p class="soft">{r.packsText}</p>
        {packsInForce(rules).map((pack) => (
          <PackInForceCard key={`${pack.id} ${pack.version}`} pack={pack} areas={areas} />
        ))}
        <PacksAhead rules={rules} areas={areas} />
      </section>
    </>
  );
}

function PacksAhead({
  rules: { packs, now },
  areas,
}: {
  rules: RulesInForceReply;
  areas: readonly Area[];
}): VNode | null {
  const r = useMessages(rulesMessages);
  const ahead = packs.filter(({ from }) => from > now);
  if (ahead.length === 0) return null;
  return (
    <section class="card" aria-labelledby="rules-packs-ahead">
      <h3 id="rules-packs-ahead">{r.packsAhead}</h3>
      <ul class="rules-steps">
        {ahead.map((entry) => (
          <li key={entry.id}>
            <strong>
              {nameIn(areas, entry.area)}: {entry.pack} {entry.version}
            </strong>
            <GroundsText entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}
