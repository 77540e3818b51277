import logOut from 'lucide-static/icons/log-out.svg?raw';
import type { VNode } from 'preact';
import { formatTime, useMessages } from '../i18n/index.ts';
import { outboxStore, useStored, type CheckInRecord, type OpenVisit } from '../offline/index.ts';
import { Icon } from '../ui/index.ts';
import { startCheckOut } from './check-in.ts';
import { visitorMessages } from './messages.ts';
import { partyNames } from './party-names.ts';

/** The visits that are open now, each with its way out. */
export function OpenVisits({ visits }: { visits: readonly OpenVisit[] }): VNode | null {
  const t = useMessages(visitorMessages);
  if (visits.length === 0) {
    return null;
  }
  const records = [...new Set(visits.map(({ record }) => record))];
  return (
    <section class="stack" aria-label={t.openVisits}>
      {records.map((record) => (
        <OpenRecord key={record.eventId} record={record} visits={visits.filter((each) => each.record === record)} />
      ))}
    </section>
  );
}

function OpenRecord({ record, visits }: { record: CheckInRecord; visits: readonly OpenVisit[] }): VNode {
  const t = useMessages(visitorMessages);
  const { venue, gate } = record.reply;
  return (
    <article class="card open-visit">
      <div>
        <p class="small soft">{t.insideSince(formatTime(record.at, venue.timeZone))}</p>
        <h2>
          <a href={`/pass/${record.eventId}`}>{venue.name}</a>
        </h2>
        <p class="small">
          {[t.gateNamed(gate.name), ...partyNames(visits.map(({ companion }) => companion.name))].join(' · ')}
        </p>
      </div>
      <CheckOutButton visits={visits} />
    </article>
  );
}

/** One tap ends the visits. While that is not sent it says so. */
export function CheckOutButton({ visits }: { visits: readonly OpenVisit[] }): VNode {
  const t = useMessages(visitorMessages);
  const isLeaving = useIsLeaving(visits);
  if (isLeaving) {
    return (
      <p class="notice" role="status">
        {t.checkOutWaiting}
      </p>
    );
  }
  return (
    <button type="button" class="button is-full" onClick={() => void startCheckOut(visits).catch(reportError)}>
      <Icon svg={logOut} />
      {t.checkOut(visits.length)}
    </button>
  );
}

function useIsLeaving(visits: readonly OpenVisit[]): boolean {
  const entries = useStored(outboxStore.listEntries);
  const leaving = (entries ?? []).flatMap((entry) => (entry.do === 'check-out' ? (entry.request.visits ?? []) : []));
  return leaving.some(({ id }) => visits.some(({ visit }) => visit.id === id));
}
