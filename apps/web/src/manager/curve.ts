import type { CurveReply } from '@gapura/contract';

export type CurvePoint = CurveReply['points'][number];

/** Where the chart draws: a view box without a unit, time from left to right, people from bottom to top. */
export interface Plot {
  width: number;
  height: number;
  fromMs: number;
  untilMs: number;
  most: number;
}

const stepsOfAxis = [1, 1.6, 2, 3, 4, 5, 6, 8, 10];

/** A round number, at least 5, that is not below any value of the curve. */
export function topOfAxis(points: readonly CurvePoint[]): number {
  const most = Math.max(5, ...points.map(({ visitors, employees, limit }) => Math.max(visitors + employees, limit)));
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const steps = stepsOfAxis.map((step) => step * magnitude);
  return steps.find((step) => step >= most) ?? most;
}

/** A step line: a value holds until the next one, and the last until the end of the plot. */
export function stepPath(plot: Plot, points: readonly CurvePoint[], valueOf: (point: CurvePoint) => number): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const x = (ms: number): string => round(((ms - plot.fromMs) / (plot.untilMs - plot.fromMs)) * plot.width);
  const y = (value: number): string => round(plot.height - (value / plot.most) * plot.height);
  const start = `M${x(Date.parse(first.at))} ${y(valueOf(first))}`;
  const steps = rest.map((point) => `H${x(Date.parse(point.at))}V${y(valueOf(point))}`);
  return `${start}${steps.join('')}H${round(plot.width)}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const leadMs = 30 * 60_000;

/**
 * The course from shortly before the first movement of the day, when nobody was inside, until now: what is known now
 * ends the line between two askings too.
 */
export function wholeCourse(dayMs: number, points: readonly CurvePoint[], now: CurvePoint): CurvePoint[] {
  const past = points.filter(({ at }) => at < now.at);
  const first = past[0] ?? now;
  const fromMs = Math.max(dayMs, Date.parse(first.at) - leadMs);
  const before = { at: new Date(fromMs).toISOString(), visitors: 0, employees: 0, limit: first.limit };
  return fromMs < Date.parse(first.at) ? [before, ...past, now] : [...past, now];
}

/** The last state of each full hour: a table that can be read aloud. */
export function hourlyPoints(points: readonly CurvePoint[]): CurvePoint[] {
  const byHour = new Map(points.map((point) => [Math.floor(Date.parse(point.at) / 3_600_000), point]));
  return [...byHour.values()];
}
