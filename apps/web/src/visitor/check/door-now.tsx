import type { VenueRulesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatDateTime, formatNumber, useMessages } from '../../i18n/index.ts';
import { checkMessages } from '../check-messages.ts';

/** Hours, level, longest stay and orders, as they are in force. */
export function DoorNow({ rules }: { rules: VenueRulesReply }): VNode {
  const c = useMessages(checkMessages);
  const { opensAt, closesAt, longestStayMinutes, open, level, levelGrounds, area } = rules;
  const hours = opensAt === null || closesAt === null ? c.alwaysOpen : c.hours(opensAt, closesAt);
  return (
    <section class="card">
      <h2>{c.door}</h2>
      <Order rules={rules} />
      <p>
        <strong>{open ? c.openNow : c.closedNow}.</strong> {hours}.
      </p>
      {level !== null && area !== null && <p>{c.level(String(level), area.name)}</p>}
      {levelGrounds !== undefined && <Grounds grounds={levelGrounds} />}
      <p>{c.longestStay(longestStayMinutes)}</p>
      <p>
        <a href="/rules">{c.allRules}</a>
      </p>
    </section>
  );
}

function Order({ rules: { order, timeZone } }: { rules: VenueRulesReply }): VNode | null {
  const c = useMessages(checkMessages);
  if (order === null) {
    return null;
  }
  return (
    <div class="notice">
      <p>
        <strong>{order.kind === 'close' ? c.ordered.close : c.ordered.limit(formatNumber(order.limit ?? 0))}</strong>{' '}
        {order.until !== null && c.orderUntil(formatDateTime(order.until, timeZone))}
      </p>
      <Grounds grounds={order} />
    </div>
  );
}

/** Why something is in force, and where one can read that. */
function Grounds({
  grounds: { reason, sourceUrl },
}: {
  grounds: { reason: string | null; sourceUrl: string | null };
}): VNode {
  const c = useMessages(checkMessages);
  return (
    <>
      {reason !== null && <p>{c.reasonGiven(reason)}</p>}
      {sourceUrl !== null && (
        <p>
          <a href={sourceUrl} target="_blank" rel="noopener noreferrer">
            {c.orderSource}
          </a>
        </p>
      )}
    </>
  );
}
