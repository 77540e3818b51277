import type { CurveReply, ManagedVenue, Occupancy } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatNumber, formatTime, useMessages } from '../i18n/index.ts';
import { useNow } from '../live/index.ts';
import { ErrorState, Loading } from '../ui/index.ts';
import { hourlyPoints, stepPath, topOfAxis, wholeCourse, type CurvePoint, type Plot } from './curve.ts';
import { CorrectionTable } from './correction-table.tsx';
import { managerMessages } from './messages.ts';

interface CurveCardProps {
  readonly venue: ManagedVenue;
  readonly occupancy: Occupancy;
}

const askAgainMs = 60_000;

/** Today's course of a venue: a drawing, a sentence and a table that say the same. */
export function CurveCard({ venue, occupancy }: CurveCardProps): VNode {
  const m = useMessages(managerMessages);
  const path = `/venues/${venue.id}/curve`;
  const { value, problem, reload } = useReply(path, () => api.send<CurveReply>('GET', path));
  const nowMs = useNow(10_000);
  useEffect(() => {
    const timer = setInterval(reload, askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <section class="card manager-curve" aria-labelledby="venue-curve">
      <h2 id="venue-curve">{m.curve}</h2>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && (
        <Curve
          timeZone={venue.timeZone}
          untilMs={nowMs}
          points={wholeCourse(Date.parse(value.from), value.points, nowOf(occupancy, nowMs))}
        />
      )}
      {value !== undefined && value.corrections.length > 0 && (
        <details>
          <summary>
            {m.corrections} ({value.corrections.length})
          </summary>
          <CorrectionTable corrections={value.corrections} timeZone={venue.timeZone} />
        </details>
      )}
    </section>
  );
}

function nowOf({ visitors, employees, limit }: Occupancy, nowMs: number): CurvePoint {
  return { at: new Date(nowMs).toISOString(), visitors, employees, limit };
}

interface CurveProps {
  readonly untilMs: number;
  readonly timeZone: string;
  readonly points: readonly CurvePoint[];
}

function Curve({ untilMs, timeZone, points }: CurveProps): VNode {
  const m = useMessages(managerMessages);
  const peak = points.reduce((best, point) => (totalOf(point) > totalOf(best) ? point : best), points[0] ?? nobody);
  if (totalOf(peak) === 0) return <p class="soft">{m.curveEmpty}</p>;
  const fromMs = Date.parse(points[0]?.at ?? nobody.at);
  const plot: Plot = {
    width: 600,
    height: 220,
    fromMs,
    untilMs: Math.max(untilMs, fromMs + 1),
    most: topOfAxis(points),
  };
  return (
    <>
      <p>{m.curveText(formatNumber(totalOf(peak)), formatTime(peak.at, timeZone))}</p>
      <CurveDrawing plot={plot} points={points} timeZone={timeZone} />
      <CurveLegend />
      <details>
        <summary>{m.curveTable}</summary>
        <CurveTable points={hourlyPoints(points)} timeZone={timeZone} />
      </details>
    </>
  );
}

const nobody: CurvePoint = { at: new Date(0).toISOString(), visitors: 0, employees: 0, limit: 0 };

function totalOf({ visitors, employees }: CurvePoint): number {
  return visitors + employees;
}

const topPx = 28;
const bottomPx = 36;

function CurveDrawing({
  plot,
  points,
  timeZone,
}: {
  plot: Plot;
  points: readonly CurvePoint[];
  timeZone: string;
}): VNode {
  const { width, height, fromMs, untilMs, most } = plot;
  const ticks = [0, 0.5, 1];
  return (
    <svg viewBox={`0 ${-topPx} ${width} ${height + bottomPx + topPx}`} aria-hidden="true" fill="var(--ink-soft)">
      {ticks.map((share) => (
        <g key={share}>
          <path d={`M0 ${height * (1 - share)}H${width}`} stroke="var(--line)" />
          <text x="0" y={height * (1 - share) - 4}>
            {share > 0 && formatNumber(most * share)}
          </text>
          <text x={width * share} y={height + 30} text-anchor={['start', 'middle', 'end'][share * 2]}>
            {formatTime(new Date(fromMs + (untilMs - fromMs) * share), timeZone)}
          </text>
        </g>
      ))}
      <path
        d={stepPath(plot, points, (point) => point.limit)}
        fill="none"
        stroke="var(--red)"
        stroke-width="2"
        stroke-dasharray="6 5"
      />
      <path
        d={stepPath(plot, points, (point) => point.employees)}
        fill="none"
        stroke="var(--line-strong)"
        stroke-width="3"
      />
      <path d={stepPath(plot, points, totalOf)} fill="none" stroke="var(--gate)" stroke-width="4" />
    </svg>
  );
}

function CurveLegend(): VNode {
  const m = useMessages(managerMessages);
  const lines: [string, string, string, number][] = [
    [m.total, 'var(--gate)', 'none', 4],
    [m.employees, 'var(--line-strong)', 'none', 3],
    [m.limit, 'var(--red)', '6 5', 2],
  ];
  return (
    <ul class="row small" aria-hidden="true">
      {lines.map(([name, stroke, dashes, width]) => (
        <li key={name} class="row">
          <svg width="28" height="8" style="width:28px" viewBox="0 0 28 8">
            <path d="M0 4H28" stroke={stroke} stroke-width={width} stroke-dasharray={dashes} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function CurveTable({ points, timeZone }: { points: readonly CurvePoint[]; timeZone: string }): VNode {
  const m = useMessages(managerMessages);
  return (
    <table>
      <thead>
        <tr>
          {[m.time, m.visitors, m.employees, m.total, m.limit].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.at}>
            <th scope="row">{formatTime(point.at, timeZone)}</th>
            <td>{formatNumber(point.visitors)}</td>
            <td>{formatNumber(point.employees)}</td>
            <td>{formatNumber(totalOf(point))}</td>
            <td>{formatNumber(point.limit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
