import type { OverviewVenue, RegimesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { ChangeFlow } from './change-flow.tsx';
import { Choice } from './choice.tsx';
import { cityMessages } from './messages.ts';
import { emptyOrder, errorsOf, orderOf, type OrderDraft } from './order-draft.ts';
import { zoneOf, type Zone } from './zone.ts';

interface OrderCardProps {
  readonly venue: OverviewVenue;
  readonly onEntered: (regimes: RegimesReply) => void;
}

/** An order to one venue. */
export function OrderCard({ venue, onEntered }: OrderCardProps): VNode {
  const m = useMessages(cityMessages);
  const [draft, setDraft] = useState<OrderDraft>(emptyOrder);
  const zone = zoneOf(venue.area ?? '51');
  const wrong = errorsOf(draft, { zone, now: new Date() });
  const errors = Object.fromEntries(Object.entries(wrong).map(([name, error]) => [name, m.errors[error]]));
  const order = orderOf(draft, venue.id, zone);
  return (
    <>
      <div class="city-chosen">
        <p>
          <strong>{venue.name}</strong>
          <br />
          <span class="soft small">
            {m.insideOf(formatNumber(venue.occupancy.inside), formatNumber(venue.occupancy.limit))}
          </span>
        </p>
        <a class="button is-quiet" href="/city/orders">
          {m.otherVenue}
        </a>
      </div>
      <ChangeFlow
        zone={zone}
        errors={errors}
        change={(common) => ({ order: order(common) })}
        onEntered={onEntered}
        confirmText={draft.kind === 'close' ? m.closeVenue : m.confirm}
      >
        {(shown) => <OrderFields zone={zone} draft={draft} errors={shown} onDraft={setDraft} />}
      </ChangeFlow>
    </>
  );
}

interface OrderFieldsProps {
  readonly zone: Zone;
  readonly draft: OrderDraft;
  readonly errors: Partial<Record<string, string>>;
  readonly onDraft: (draft: OrderDraft) => void;
}

function OrderFields({ zone, draft, errors, onDraft }: OrderFieldsProps): VNode {
  const m = useMessages(cityMessages);
  const control = (name: 'limit' | 'untilDate' | 'untilTime') => ({
    name,
    value: draft[name],
    error: errors[name],
    onValue: (value: string) => onDraft({ ...draft, [name]: value }),
  });
  return (
    <>
      <Choice
        legend={m.orderKind}
        name="kind"
        value={draft.kind}
        options={[
          ['limit', m.orderKinds.limit],
          ['close', m.orderKinds.close],
        ]}
        onChoose={(kind) => onDraft({ ...draft, kind })}
      />
      {draft.kind === 'limit' && (
        <TextField {...control('limit')} label={m.orderLimit} hint={m.orderLimitHint} numeric />
      )}
      <Choice
        legend={m.ends}
        name="ends"
        value={draft.ends}
        options={[
          ['withdrawn', m.endsWithdrawn],
          ['later', m.endsLater],
        ]}
        onChoose={(ends) => onDraft({ ...draft, ends })}
      />
      {draft.ends === 'later' && (
        <div class="city-pair">
          <TextField {...control('untilDate')} label={m.untilDate} type="date" />
          <TextField {...control('untilTime')} label={m.timeIn(zone)} type="time" />
        </div>
      )}
    </>
  );
}
