import type { EmployeeDay, EmployeeDaysReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField, useReply } from '../../access/index.ts';
import { api } from '../../api/index.ts';
import { formatDate, formatNumber, useMessages } from '../../i18n/index.ts';
import { ErrorState, Loading } from '../../ui/index.ts';
import { rosterMessages, type RosterMessages } from '../roster-messages.ts';
import { presenceOf, shareOf, topOfDays, type OfficePresence } from './presence.ts';

/** How many of the roster work from the office, day by day: a drawing, a sentence and a table that say the same. */
export function DaysCard(): VNode {
  const m = useMessages(rosterMessages);
  const path = '/employee-days';
  const { value, problem, reload } = useReply(path, () => api.send<EmployeeDaysReply>('GET', path));
  const [venueId, setVenueId] = useState('');
  const venues = value?.venues ?? [];
  return (
    <section class="card manager-curve" aria-labelledby="roster-days">
      <h2 id="roster-days">{m.days}</h2>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {venues.length > 1 && (
        <SelectField
          name="venue"
          label={m.venue}
          value={venueId}
          options={[['', m.allVenues], ...venues.map(({ venue }) => [venue.id, venue.name] as const)]}
          onValue={setVenueId}
        />
      )}
      {venues.length > 1 && venueId === '' && <p class="small soft">{m.allVenuesNote}</p>}
      {value !== undefined && <Days presence={presenceOf(value, venueId)} />}
    </section>
  );
}

function Days({ presence }: { presence: OfficePresence }): VNode {
  const m = useMessages(rosterMessages);
  const { days, employeeLimit } = presence;
  const today = days.at(-1) ?? { on: '', present: 0, roster: 0 };
  const share = shareText(today.present, today.roster);
  return (
    <>
      <p>
        {today.roster === 0
          ? m.daysNoRoster(formatNumber(today.present))
          : m.daysText(formatNumber(today.present), formatNumber(today.roster), share)}
      </p>
      <p>{limitText(m, employeeLimit, today.roster)}</p>
      <DaysDrawing presence={presence} />
      <DaysLegend withLimit={typeof employeeLimit === 'number'} />
      <details>
        <summary>{m.daysTable}</summary>
        <DaysTable days={days} />
      </details>
    </>
  );
}

function limitText(m: RosterMessages, limit: OfficePresence['employeeLimit'], roster: number): string {
  if (limit === 'mixed') return m.mixedLimits;
  if (limit === null) return m.noLimit;
  const share = shareOf(limit, roster);
  return share === undefined || share > 100
    ? m.limitNow(formatNumber(limit))
    : m.limitShare(formatNumber(limit), `${share}%`);
}

function shareText(count: number, roster: number): string {
  const share = shareOf(count, roster);
  return share === undefined ? '–' : `${formatNumber(share)}%`;
}

const width = 600;
const height = 200;
const topPx = 28;
const bottomPx = 36;

function DaysDrawing({ presence }: { presence: OfficePresence }): VNode {
  const { days, employeeLimit } = presence;
  const most = topOfDays(presence);
  const step = width / Math.max(1, days.length);
  const yOf = (count: number): number => height * (1 - count / most);
  return (
    <svg viewBox={`0 ${-topPx} ${width} ${height + topPx + bottomPx}`} aria-hidden="true" fill="var(--ink-soft)">
      <path d={`M0 ${height}H${width}`} stroke="var(--line-strong)" />
      <text x="0" y={-6}>
        {formatNumber(most)}
      </text>
      {days.map(({ on, present, roster }, index) => (
        <g key={on}>
          {roster > 0 && (
            <path d={barPath(index * step, step, yOf(roster))} fill="var(--sunken)" stroke="var(--line)" />
          )}
          <path d={barPath(index * step, step, yOf(present))} fill="var(--gate)" />
          {(index % 3 === 1 || index === days.length - 1) && (
            <text x={(index + 0.5) * step} y={height + 30} text-anchor="middle">
              {Number(on.slice(8))}
            </text>
          )}
        </g>
      ))}
      {typeof employeeLimit === 'number' && employeeLimit <= most && (
        <path
          d={`M0 ${yOf(employeeLimit)}H${width}`}
          fill="none"
          stroke="var(--red)"
          stroke-width="2"
          stroke-dasharray="6 5"
        />
      )}
    </svg>
  );
}

const gapPx = 8;

function barPath(x: number, step: number, y: number): string {
  return `M${x + gapPx / 2} ${height}V${y}h${step - gapPx}V${height}z`;
}

function DaysLegend({ withLimit }: { withLimit: boolean }): VNode {
  const m = useMessages(rosterMessages);
  return (
    <ul class="row small" aria-hidden="true">
      <li class="row">
        <span class="manager-swatch is-present" />
        {m.present}
      </li>
      <li class="row">
        <span class="manager-swatch" />
        {m.roster}
      </li>
      {withLimit && (
        <li class="row">
          <span class="manager-swatch is-limit" />
          {m.employeeLimit}
        </li>
      )}
    </ul>
  );
}

function DaysTable({ days }: { days: readonly EmployeeDay[] }): VNode {
  const m = useMessages(rosterMessages);
  return (
    <table>
      <thead>
        <tr>
          {[m.day, m.present, m.roster, m.share].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ on, present, roster }) => (
          <tr key={on}>
            <th scope="row">{formatDate(on)}</th>
            <td>{formatNumber(present)}</td>
            <td>{formatNumber(roster)}</td>
            <td>{shareText(present, roster)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
