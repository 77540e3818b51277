import type { RegimePreviewReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { cityMessages, type CityMessages } from './messages.ts';

type Line = RegimePreviewReply['lines'][number];

/** Each venue that a change touches: its limits and hours, and whether too many are inside. */
export function PreviewLines({ lines }: { lines: readonly Line[] }): VNode {
  const m = useMessages(cityMessages);
  return (
    <ul class="city-lines" tabIndex={0} aria-label={m.previewChanged}>
      {lines.map((line) => {
        const over = surplusesOf(line, m);
        return (
          <li key={line.venueId} class={over.length > 0 ? 'is-over' : ''}>
            <strong>{line.name}</strong>
            <span>{changesOf(line, m).join(' · ')}</span>
            <span class="soft small">{[m.insideNow(formatNumber(line.inside)), ...over].join(', ')}</span>
          </li>
        );
      })}
    </ul>
  );
}

function changesOf(line: Line, m: CityMessages): string[] {
  const { limitNow, limitThen, closesAtNow, closesAtThen } = line;
  const total =
    limitNow === limitThen
      ? m.limitStays(formatNumber(limitThen))
      : m.limitChange(formatNumber(limitNow), formatNumber(limitThen));
  const own = (now: number | null, then: number | null, name: string): string[] =>
    now === then ? [] : [`${name} ${countOf(now, m)} → ${countOf(then, m)}`];
  const closing = closesAtThen === null ? m.closesNever : m.closesAt(closesAtThen.replace(':', '.'));
  return [
    total,
    ...own(line.visitorLimitNow, line.visitorLimitThen, m.persons.visitors),
    ...own(line.employeeLimitNow, line.employeeLimitThen, m.persons.employees),
    ...(closesAtNow === closesAtThen ? [] : [closing]),
    ...(line.nobodyThen ? [m.nobodyThen] : []),
  ];
}

function countOf(limit: number | null, m: CityMessages): string {
  return limit === null ? m.noOwnLimit : formatNumber(limit);
}

/** Who inside is too many, of everybody and of each kind. */
function surplusesOf(line: Line, m: CityMessages): string[] {
  const { inside, visitors, employees, limitThen, visitorLimitThen, employeeLimitThen } = line;
  const over = (have: number, limit: number | null, say: (count: string) => string): string[] =>
    limit === null || have <= limit ? [] : [say(formatNumber(have - limit))];
  return [
    ...over(inside, limitThen, m.tooMany),
    ...over(visitors, visitorLimitThen, (count) => `${m.tooMany(count)} (${m.persons.visitors})`),
    ...over(employees, employeeLimitThen, (count) => `${m.tooMany(count)} (${m.persons.employees})`),
  ];
}
