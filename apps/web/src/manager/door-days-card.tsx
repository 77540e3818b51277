import type { DoorDay, ManagedVenue, StatisticsReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDate, formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, uiMessages } from '../ui/index.ts';
import { managerMessages, type ManagerMessages } from './messages.ts';

const askAgainMs = 60_000;
const outcomes = ['admitted', 'review', 'refused', 'full'] as const;
const colours = ['green', 'yellow', 'red', 'black'] as const;
const fills = { admitted: 'var(--green)', review: 'var(--yellow)', refused: 'var(--red)', full: 'var(--line-strong)' };

/** How the last days went at the door: bars, a sentence and a table that say the same. */
export function DoorDaysCard({ venue }: { venue: ManagedVenue }): VNode {
  const m = useMessages(managerMessages);
  const path = `/venues/${venue.id}/statistics`;
  const { value, problem, reload } = useReply(path, () => api.send<StatisticsReply>('GET', path));
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  const days = value?.days ?? [];
  return (
    <section class="card manager-curve" aria-labelledby="venue-days">
      <h2 id="venue-days">{m.doorDays}</h2>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && days.length === 0 && <p class="soft">{m.doorDaysEmpty}</p>}
      {days.length > 0 && (
        <>
          <p>{sentenceOf(days, m)}</p>
          <DaysDrawing days={days.toReversed()} />
          <Legend />
          <details>
            <summary>{m.curveTable}</summary>
            <DaysTable days={days} />
          </details>
        </>
      )}
    </section>
  );
}

const totalOf = ({ outcomes: counts }: DoorDay): number => outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);

function sentenceOf(days: readonly DoorDay[], m: ManagerMessages): string {
  const sum = (count: (day: DoorDay) => number): string =>
    formatNumber(days.reduce((total, day) => total + count(day), 0));
  return m.doorDaysText(
    sum(totalOf),
    sum((day) => day.outcomes.admitted),
    sum((day) => day.provisional),
  );
}

const size = { width: 600, height: 200, gap: 8, text: 36 };

function DaysDrawing({ days }: { days: readonly DoorDay[] }): VNode {
  const most = Math.max(...days.map(totalOf));
  const width = Math.min(80, size.width / days.length);
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height + size.text}`} aria-hidden="true" fill="var(--ink-soft)">
      <path d={`M0 ${size.height}H${size.width}`} stroke="var(--line)" />
      {days.map((day, index) => (
        <g key={day.day} transform={`translate(${index * width} 0)`}>
          {barsOf(day, most).map(({ outcome, from, height }) => (
            <rect key={outcome} y={from} width={width - size.gap} height={height} fill={fills[outcome]} />
          ))}
          {(days.length <= 7 || index % 2 === 0) && (
            <text x={(width - size.gap) / 2} y={size.height + size.text - 8} text-anchor="middle">
              {Number(day.day.slice(8))}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** The parts of a day's bar from the ground up. */
function barsOf(day: DoorDay, most: number) {
  let top = size.height;
  return outcomes.map((outcome) => {
    const height = (day.outcomes[outcome] / most) * size.height;
    top -= height;
    return { outcome, from: top, height };
  });
}

function Legend(): VNode {
  const m = useMessages(managerMessages);
  return (
    <ul class="row small" aria-hidden="true">
      {outcomes.map((outcome) => (
        <li key={outcome} class="row">
          <span class="manager-key" style={`background:${fills[outcome]}`} />
          {m.outcomes[outcome]}
        </li>
      ))}
    </ul>
  );
}

function DaysTable({ days }: { days: readonly DoorDay[] }): VNode {
  const m = useMessages(managerMessages);
  const ui = useMessages(uiMessages);
  const names = [...outcomes.map((outcome) => m.outcomes[outcome]), ...colours.map((colour) => ui.colours[colour])];
  return (
    <div class="manager-scroll" role="group" aria-label={m.curveTable} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {[m.day, ...names, m.provisionalShort].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{formatDate(day.day)}</th>
              {outcomes.map((outcome) => (
                <td key={outcome}>{formatNumber(day.outcomes[outcome])}</td>
              ))}
              {colours.map((colour) => (
                <td key={colour}>{formatNumber(day.colours[colour])}</td>
              ))}
              <td>{formatNumber(day.provisional)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
