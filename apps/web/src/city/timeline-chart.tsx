import type { Area, LevelChange } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { levelAt, shownAreas, stretchesOf, windowOf, type Stretch } from './levels.ts';
import { cityMessages } from './messages.ts';
import './timeline.css';
import { formatDay, formatInstant, zoneOf } from './zone.ts';

interface TimelineChartProps {
  readonly areas: readonly Area[];
  readonly levels: readonly LevelChange[];
  readonly chosen: string;
  readonly now: number;
}

interface Window {
  readonly from: number;
  readonly until: number;
}

/** Every area with its levels over time, from the province down; what an area only inherits is paler. */
export function TimelineChart({ areas, levels, chosen, now }: TimelineChartProps): VNode {
  const m = useMessages(cityMessages);
  const window = windowOf(levels, now);
  return (
    <section class="card city-timeline" aria-labelledby="city-timeline">
      <h2 id="city-timeline">{m.timeline}</h2>
      <Legend />
      <div class="city-chart">
        <Ticks window={window} now={now} chosen={chosen} />
        <ul>
          {shownAreas(areas, levels, chosen).map((area) => (
            <Row
              key={area.code}
              area={area}
              levels={levels}
              isChosen={area.code === chosen}
              window={window}
              now={now}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Legend(): VNode {
  const m = useMessages(cityMessages);
  return (
    <ul class="city-legend" aria-hidden="true">
      {([1, 2, 3, 4] as const).map((level) => (
        <li key={level}>
          <span class={`is-level-${level}`} />
          {m.levelName(level)}
        </li>
      ))}
      <li>
        <span class="is-level-3 is-inherited" />
        {m.inherited}
      </li>
    </ul>
  );
}

/** Three or four dates, and where now is. */
function Ticks({ window, now, chosen }: { window: Window; now: number; chosen: string }): VNode {
  const m = useMessages(cityMessages);
  const zone = zoneOf(chosen);
  const step = (window.until - window.from) / 4;
  const instants = [0.05, 1.05, 2.05, 3.05].map((place) => window.from + place * step);
  return (
    <div class="city-ticks soft small" aria-hidden="true">
      {instants
        .filter((instant) => isClear(instant))
        .map((instant) => (
          <span key={instant} style={`left:${placeOf(instant, window)}%`}>
            {formatDay(new Date(instant), zone)}
          </span>
        ))}
      <strong style={`left:${placeOf(now, window)}%`}>{m.now}</strong>
    </div>
  );

  /** Neither over the mark of now nor under it. */
  function isClear(instant: number): boolean {
    return Math.abs(placeOf(instant, window) + 5 - placeOf(now, window)) > 22;
  }
}

interface RowProps {
  readonly area: Area;
  readonly levels: readonly LevelChange[];
  readonly isChosen: boolean;
  readonly window: Window;
  readonly now: number;
}

function Row({ area, levels, isChosen, window, now }: RowProps): VNode {
  const m = useMessages(cityMessages);
  const stretches = stretchesOf(levels, area.code, window);
  const { level } = levelAt(levels, area.code, now);
  const coming = stretches.filter(({ from }) => from > now);
  const zone = zoneOf(area.code);
  return (
    <li class={`city-row is-${area.kind}`}>
      <a href={`/city/levels/${area.code}`} {...(isChosen ? { 'aria-current': 'true' as const } : {})}>
        {area.name}
        <span class="visually-hidden">
          {`: ${[m.levelName(level), ...coming.map((next) => m.levelFrom(m.levelName(next.level), formatInstant(new Date(next.from), zone)))].join('; ')}`}
        </span>
      </a>
      <div class="city-course" aria-hidden="true">
        {stretches.map((stretch) => (
          <Bar key={stretch.from} stretch={stretch} window={window} isOwn={stretch.saidBy === area.code} />
        ))}
        <i style={`left:${placeOf(now, window)}%`} />
      </div>
    </li>
  );
}

function Bar({ stretch, window, isOwn }: { stretch: Stretch; window: Window; isOwn: boolean }): VNode {
  const left = placeOf(stretch.from, window);
  const width = placeOf(stretch.until, window) - left;
  const look = stretch.level === null ? 'is-level-none' : `is-level-${stretch.level}${isOwn ? '' : ' is-inherited'}`;
  return (
    <span class={look} style={`left:${left}%;width:${width}%`}>
      {stretch.level !== null && width > 4 ? stretch.level : ''}
    </span>
  );
}

/** In hundredths of the window. */
function placeOf(instant: number, { from, until }: Window): number {
  return Math.round(((instant - from) / (until - from)) * 10_000) / 100;
}
