import type { SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatNumber, pickText, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading } from '../ui/index.ts';
import { CityPage } from './city-page.tsx';
import { compareLimits, comparePacks, type LimitPair, type RulePair } from './compare-packs.ts';
import { LevelChip } from './level-chip.tsx';
import { LimitCell } from './limits-table.tsx';
import './packs.css';
import { cityMessages } from './messages.ts';
import type { Pack } from './pack-document.ts';
import { usePack } from './replies.ts';
import { RuleView } from './rule-view.tsx';

interface ComparePageProps {
  readonly session: SessionReply;
  /** `id@version` */
  readonly one: string;
  readonly other: string;
}

/** Two packs, or two versions of one, side by side: what was added, removed, changed. */
export function ComparePage({ session, one, other }: ComparePageProps): VNode {
  const m = useMessages(cityMessages);
  const left = usePack(one.replace('@', '/'));
  const right = usePack(other.replace('@', '/'));
  const problem = left.problem ?? right.problem;
  const isThere = left.value !== undefined && right.value !== undefined;
  return (
    <CityPage session={session} title={m.compareTitle} lead={m.compareLead(one, other)} back="/city/packs">
      {!isThere && problem === undefined && <Loading />}
      {problem !== undefined && (
        <ErrorState
          problem={problem}
          onRetry={() => {
            left.reload();
            right.reload();
          }}
        />
      )}
      {left.value !== undefined && right.value !== undefined && <Comparison one={left.value} other={right.value} />}
    </CityPage>
  );
}

function Comparison({ one, other }: { one: Pack; other: Pack }): VNode {
  const m = useMessages(cityMessages);
  const [isWhole, setWhole] = useState(false);
  const pairs = comparePacks(one, other);
  const limits = compareLimits(one, other);
  const count = (difference: RulePair['difference']): string =>
    formatNumber(pairs.filter((pair) => pair.difference === difference).length);
  const shown = pairs.filter(({ difference }) => isWhole || difference !== 'same');
  return (
    <>
      <dl class="city-numbers">
        {(['added', 'removed', 'changed', 'same'] as const).map((difference) => (
          <div key={difference}>
            <dt>{m.differences[difference]}</dt>
            <dd>{count(difference)}</dd>
          </div>
        ))}
      </dl>
      <label class="city-check">
        <input type="checkbox" checked={isWhole} onChange={() => setWhole(!isWhole)} />
        {m.showSame}
      </label>
      {shown.length === 0 && <p class="notice is-calm">{m.sameRules}</p>}
      <ol class="city-pairs">
        {shown.map((pair) => (
          <PairView key={pair.key} pair={pair} one={one} other={other} />
        ))}
      </ol>
      <section class="card" aria-labelledby="city-limit-pairs">
        <h2 id="city-limit-pairs">{m.limitsTitle}</h2>
        {limits.length === 0 ? (
          <p class="soft">{m.sameLimits}</p>
        ) : (
          <LimitPairs pairs={limits} one={one} other={other} />
        )}
      </section>
    </>
  );
}

function PairView({ pair, one, other }: { pair: RulePair; one: Pack; other: Pack }): VNode {
  const m = useMessages(cityMessages);
  const { key, difference, changed } = pair;
  return (
    <li class={`card city-pair-of is-${difference}`}>
      <div class="row">
        <h2 class="code">{key}</h2>
        <span class={`city-state is-${difference}`}>{m.differences[difference]}</span>
        {changed.length > 0 && <span class="soft small">{changed.map((part) => m.changedParts[part]).join(', ')}</span>}
      </div>
      <div class="city-sides">
        {pair.one === undefined ? (
          <p class="soft">{m.notIn(one.id, one.version)}</p>
        ) : (
          <RuleView rule={pair.one} sources={one.sources} />
        )}
        {pair.other === undefined ? (
          <p class="soft">{m.notIn(other.id, other.version)}</p>
        ) : (
          <RuleView rule={pair.other} sources={other.sources} />
        )}
      </div>
    </li>
  );
}

function LimitPairs({ pairs, one, other }: { pairs: readonly LimitPair[]; one: Pack; other: Pack }): VNode {
  const m = useMessages(cityMessages);
  const nameOf = (id: string): string => {
    const names = [...one.categories, ...other.categories].find((category) => category.id === id)?.names;
    return names === undefined ? id : pickText(names);
  };
  return (
    <div class="city-scroll" tabIndex={0} role="group" aria-label={m.limitsTitle}>
      <table>
        <thead>
          <tr>
            <th scope="col">{m.category}</th>
            <th scope="col">{m.level}</th>
            <th scope="col">{`${one.id} ${one.version}`}</th>
            <th scope="col">{`${other.id} ${other.version}`}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={`${pair.category} ${pair.level}`}>
              <th scope="row">{nameOf(pair.category)}</th>
              <td>
                <LevelChip level={pair.level as 1 | 2 | 3 | 4} />
              </td>
              <td>
                <LimitCell limits={pair.one} />
              </td>
              <td>
                <LimitCell limits={pair.other} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
