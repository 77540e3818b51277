import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatDateTime, formatTime, useMessages } from '../i18n/index.ts';
import { announceChange, listOpenVisits, recordStore, useStored, type CheckInRecord } from '../offline/index.ts';
import { Dialog, Empty, Icon, Loading, Page, toast } from '../ui/index.ts';
import { visitorMessages } from './messages.ts';
import { wordOf } from './look.ts';
import { moreMessages } from './more-messages.ts';
import { partyNames } from './party-names.ts';
import './kept.css';
import './visitor.css';

/** The check-ins that this phone remembers. */
export function HistoryPage(): VNode {
  const m = useMessages(moreMessages);
  const records = useStored(recordStore.list);
  return (
    <Page title={m.history} lead={m.historyLead} back="/">
      {records === undefined && <Loading />}
      {records?.length === 0 && <Empty title={m.historyEmpty} children={<p>{m.historyEmptyText}</p>} />}
      {records !== undefined && records.length > 0 && (
        <>
          <ul class="stack">
            {records.map((record) => (
              <li key={record.eventId}>
                <RecordCard record={record} />
              </li>
            ))}
          </ul>
          <DeleteAll records={records} />
        </>
      )}
    </Page>
  );
}

function RecordCard({ record }: { record: CheckInRecord }): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  const { venue, gate, outcome } = record.reply;
  const names = partyNames(record.party.map(({ name }) => name));
  return (
    <article class={`card record is-${outcome}`}>
      <div>
        <p class="small soft">{formatDateTime(record.at, venue.timeZone)}</p>
        <h2>
          <a href={`/pass/${record.eventId}`}>{venue.name}</a>
        </h2>
        <p class="small">{[t.gateNamed(gate.name), ...names].join(' · ')}</p>
        <p>
          <strong>{m.words[wordOf(record.reply)]}</strong> {useEndText(record)}
        </p>
      </div>
      <button
        type="button"
        class="button is-quiet is-danger"
        aria-label={m.deleteNamed(venue.name)}
        onClick={() => void remove(record, m).catch(reportError)}
      >
        <Icon svg={trash} />
      </button>
    </article>
  );
}

function useEndText(record: CheckInRecord): string {
  const m = useMessages(moreMessages);
  if (record.reply.outcome !== 'admitted') {
    return '';
  }
  if (listOpenVisits(record).length > 0) {
    return `· ${m.stillInside}`;
  }
  const [end] = Object.values(record.ends);
  if (end === undefined) {
    return '';
  }
  const at = formatTime(end.at, record.reply.venue.timeZone);
  return `· ${end.estimated ? m.leftEstimated(at) : m.leftAt(at)}`;
}

interface Words {
  readonly deleted: string;
  readonly undo: string;
}

async function remove(record: CheckInRecord, m: Words): Promise<void> {
  await recordStore.remove(record.eventId);
  announceChange();
  toast(m.deleted, { label: m.undo, run: () => void restore([record]).catch(reportError) });
}

async function restore(records: readonly CheckInRecord[]): Promise<void> {
  await Promise.all(records.map(recordStore.put));
  announceChange();
}

/** Open visits stay: without them nobody could check out. */
function DeleteAll({ records }: { records: readonly CheckInRecord[] }): VNode {
  const m = useMessages(moreMessages);
  const [isAsking, setAsking] = useState(false);
  const over = records.filter((record) => listOpenVisits(record).length === 0);
  const removeAll = async (): Promise<void> => {
    setAsking(false);
    await Promise.all(over.map(({ eventId }) => recordStore.remove(eventId)));
    announceChange();
    toast(m.deleted, { label: m.undo, run: () => void restore(over).catch(reportError) });
  };
  return (
    <>
      <button type="button" class="button is-danger" disabled={over.length === 0} onClick={() => setAsking(true)}>
        {m.deleteAll}
      </button>
      {isAsking && (
        <Dialog title={m.deleteAllQuestion} onClose={() => setAsking(false)}>
          <p>{m.deleteAllText}</p>
          <div class="row">
            <button type="button" class="button is-danger" onClick={() => void removeAll().catch(reportError)}>
              {m.delete}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {m.keep}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
