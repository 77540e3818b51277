import type { VNode } from 'preact';
import { formatDate, pickText, useMessages } from '../i18n/index.ts';
import { VerdictShape, uiMessages } from '../ui/index.ts';
import type { PackEntry } from './compare-packs.ts';
import { LogicView } from './logic-view.tsx';
import { cityMessages } from './messages.ts';
import type { PackSource } from './pack-document.ts';

interface RuleViewProps {
  readonly rule: PackEntry;
  readonly sources: readonly PackSource[];
}

/** One rule in plain words: what it makes, what it says, what it asks, and where it stands. */
export function RuleView({ rule, sources }: RuleViewProps): VNode {
  const m = useMessages(cityMessages);
  const source = sources.find(({ id }) => id === rule.source);
  return (
    <article class="city-rule">
      <div class="row">
        <Verdict rule={rule} />
        <span class="soft small code">{rule.id}</span>
      </div>
      <p>
        <strong>{pickText(rule.texts)}</strong>
      </p>
      {pickText(rule.advice) !== '' && <p class="soft">{pickText(rule.advice)}</p>}
      <LogicView logic={rule.logic} />
      <p class="soft small">
        {source === undefined ? m.noSource : <SourceLink source={source} />}
        {rule.inForceFrom !== undefined && ` · ${m.meantFrom(formatDate(rule.inForceFrom))}`}
        {typeof rule.inForceUntil === 'string' && ` ${m.until(formatDate(rule.inForceUntil))}`}
      </p>
    </article>
  );
}

function SourceLink({ source: { title, url } }: { source: PackSource }): VNode {
  return url === undefined ? (
    <>{title}</>
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  );
}

function Verdict({ rule }: { rule: PackEntry }): VNode {
  const m = useMessages(cityMessages);
  const ui = useMessages(uiMessages);
  if (!('colour' in rule)) return <span class="city-state is-ahead">{m.conditionKinds[rule.admission]}</span>;
  return (
    <span class={`city-colour is-${rule.colour}`}>
      <VerdictShape shape={rule.colour} />
      {ui.colours[rule.colour]}
    </span>
  );
}
