import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { announceChange, outboxStore, runCourier, useStored, type OutboxEntry } from '../offline/index.ts';
import { moreMessages } from './more-messages.ts';

/** What has not arrived yet, said openly. */
export function WaitingEntries(): VNode | null {
  const t = useMessages(moreMessages);
  const entries = useStored(outboxStore.listEntries) ?? [];
  if (entries.length === 0) {
    return null;
  }
  return (
    <section class="notice" role="status">
      <h2>{t.notSentTitle}</h2>
      <ul class="stack">
        {entries.map((entry) => (
          <li key={entry.eventId}>
            <Waiting entry={entry} />
          </li>
        ))}
      </ul>
      {entries.some(({ state }) => state === 'waiting') && (
        <p>
          <button type="button" class="button" onClick={() => runCourier(true)}>
            {t.sendNow}
          </button>
        </p>
      )}
    </section>
  );
}

function Waiting({ entry }: { entry: OutboxEntry }): VNode {
  const t = useMessages(moreMessages);
  const forget = async (): Promise<void> => {
    await outboxStore.removeEntry(entry.eventId);
    announceChange();
  };
  const words = { waiting: t.waitingToSend, failed: t.failedTitle, lapsed: t.lapsedTitle }[entry.state];
  return (
    <div class="row">
      {entry.do === 'check-in' ? (
        <a href={`/pass/${entry.eventId}`}>{t.entryCheckIn(entry.request.gate)}</a>
      ) : (
        <span>{t.entryCheckOut}</span>
      )}
      <span class="small">{words}</span>
      {entry.state !== 'waiting' && (
        <button type="button" class="button is-quiet" onClick={() => void forget().catch(reportError)}>
          {t.dismiss}
        </button>
      )}
    </div>
  );
}
