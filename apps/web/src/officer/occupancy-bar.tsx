import type { Occupancy } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { officerMessages } from './messages.ts';

export function OccupancyBar({ occupancy }: { occupancy: Occupancy }): VNode {
  const m = useMessages(officerMessages);
  const { inside, leased, limit, visitors, employees } = occupancy;
  const left = Math.max(0, limit - inside - leased);
  return (
    <section class="card officer-count" aria-label={m.inside}>
      <p class="officer-count__inside">
        <strong>{formatNumber(inside)}</strong> {m.limit(formatNumber(limit))}
      </p>
      <p class={left === 0 ? 'officer-count__left is-red' : 'officer-count__left'} role="status">
        {left === 0 ? m.noPlaces : m.left(formatNumber(left))}
      </p>
      <dl>
        <div>
          <dt>{m.visitors}</dt>
          <dd>{formatNumber(visitors)}</dd>
        </div>
        <div>
          <dt>{m.employees}</dt>
          <dd>{formatNumber(employees)}</dd>
        </div>
      </dl>
    </section>
  );
}
