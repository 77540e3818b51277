import type { Order, RegimesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { toast } from '../ui/index.ts';
import { EntryLine } from './entry-line.tsx';
import type { EntryState } from './levels.ts';
import { cityMessages, type CityMessages } from './messages.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import { zoneOf } from './zone.ts';

interface OrderEntriesProps {
  readonly orders: readonly Order[];
  /** The areas of the venues, by their ids. */
  readonly zones: ReadonlyMap<string, string>;
  readonly now: number;
  readonly onWithdrawn: (regimes: RegimesReply) => void;
}

/** Every order that was given: those that count first. */
export function OrderEntries({ orders, zones, now, onWithdrawn }: OrderEntriesProps): VNode {
  const m = useMessages(cityMessages);
  const [asked, setAsked] = useState<Order>();
  const isStanding = (order: Order): boolean => ['ahead', 'in-force'].includes(stateOfOrder(order, now));
  const standing = orders.filter(isStanding);
  const past = orders.filter((order) => !isStanding(order));
  const withdraw = async ({ id }: Order): Promise<void> => {
    onWithdrawn(await api.send<RegimesReply>('DELETE', `/orders/${id}`));
    setAsked(undefined);
    toast(m.withdrawn);
  };
  const line = (order: Order): VNode => (
    <EntryLine
      key={order.id}
      entry={order}
      state={stateOfOrder(order, now)}
      zone={zoneOf(zones.get(order.venueId) ?? '51')}
      until={order.until}
      withdrawText={order.kind === 'close' ? m.reopen : m.withdraw}
      {...(isStanding(order) ? { onWithdraw: () => setAsked(order) } : {})}
    >
      <strong>{order.venueName}</strong>
      <span class={`city-state is-order-${order.kind}`}>{nameOf(order, m)}</span>
    </EntryLine>
  );
  return (
    <section class="card" aria-labelledby="city-orders">
      <h2 id="city-orders">{m.standingOrders}</h2>
      {standing.length === 0 && <p class="soft">{m.noOrders}</p>}
      <ol class="city-entries">{standing.map(line)}</ol>
      {past.length > 0 && (
        <details>
          <summary>{m.pastOrders(formatNumber(past.length))}</summary>
          <ol class="city-entries">{past.map(line)}</ol>
        </details>
      )}
      {asked !== undefined && (
        <WithdrawDialog
          entry={{ what: 'order', id: asked.id }}
          title={asked.kind === 'close' ? m.reopenTitle(asked.venueName) : m.withdrawTitle(nameOf(asked, m))}
          question={m.withdrawOrder(asked.venueName)}
          action={asked.kind === 'close' ? m.reopen : m.withdraw}
          onConfirm={() => withdraw(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

function nameOf({ kind, limit }: Order, m: CityMessages): string {
  return kind === 'close' ? m.orderKinds.close : m.limitTo(formatNumber(limit ?? 0));
}

function stateOfOrder({ from, until, withdrawnAt }: Order, now: number): EntryState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (Date.parse(from) > now) return 'ahead';
  return until !== null && Date.parse(until) <= now ? 'over' : 'in-force';
}
