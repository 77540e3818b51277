import type { VNode } from 'preact';
import { formatDate, pickText, useMessages } from '../i18n/index.ts';
import { limitsOf } from './compare-packs.ts';
import { LevelChip } from './level-chip.tsx';
import { cityMessages, type CityMessages } from './messages.ts';
import type { Pack, PackLimit } from './pack-document.ts';

const levels = [4, 3, 2, 1] as const;

/** What a pack allows of a venue’s capacity, by category and level. */
export function LimitsTable({ pack }: { pack: Pack }): VNode {
  const m = useMessages(cityMessages);
  const limited = pack.categories.filter(({ id }) => pack.limits.some(({ categories }) => categories.includes(id)));
  if (limited.length === 0) return <p class="soft">{m.noLimits}</p>;
  return (
    <div class="city-scroll" tabIndex={0} role="group" aria-label={m.limitsTitle}>
      <table>
        <thead>
          <tr>
            <th scope="col">{m.category}</th>
            {levels.map((level) => (
              <th key={level} scope="col">
                <LevelChip level={level} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {limited.map(({ id, names }) => (
            <tr key={id}>
              <th scope="row">{pickText(names)}</th>
              {levels.map((level) => (
                <td key={level}>
                  <LimitCell limits={limitsOf(pack, { category: id, level })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function LimitCell({ limits }: { limits: readonly PackLimit[] }): VNode {
  const m = useMessages(cityMessages);
  return limits.length === 0 ? (
    <span class="soft">–</span>
  ) : (
    <ul>
      {limits.map((limit, index) => (
        <li key={index}>{figureOf(limit, m)}</li>
      ))}
    </ul>
  );
}

function figureOf(limit: PackLimit, m: CityMessages): string {
  const { persons, sector, percent, closesAt, longestStayMinutes, inForceUntil } = limit;
  return [
    percent === 0 ? m.closed : `${percent} %`,
    persons === 'everybody' ? undefined : m.persons[persons],
    sector && m.sectors[sector],
    closesAt && m.closesAt(closesAt.replace(':', '.')),
    longestStayMinutes === undefined ? undefined : m.minutes(longestStayMinutes),
    inForceUntil === null ? undefined : m.until(formatDate(inForceUntil)),
  ]
    .filter(Boolean)
    .join(' · ');
}
