import type { AuditEntryView, AuditReply, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { CardsPage } from './cards-page.tsx';
import { ListFrame } from './list-frame.tsx';
import { cardMessages } from './messages.ts';
import { zone } from './place.ts';
import { usePages } from './use-pages.ts';

/** What staff did, newest first, in words. */
export function AuditPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const pages = usePages('/audit?', ({ entries, next }: AuditReply) => ({ items: entries, next }));
  return (
    <CardsPage session={session} title={m.audit} lead={m.auditLead}>
      <ListFrame pages={pages} emptyTitle={m.noEntries} emptyText={m.noEntriesText}>
        <ol class="cards-entries">
          {pages.items?.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      </ListFrame>
    </CardsPage>
  );
}

function Entry({ entry: { at, actor, action, subject, detail } }: { entry: AuditEntryView }): VNode {
  const m = useMessages(cardMessages);
  const who = actor === null ? m.theSoftware : (actor.displayName ?? m.someone);
  // A word for what a newer server does is not always there yet.
  const did = Object.entries(m.actions).find(([name]) => name === action)?.[1] ?? action;
  const reason = typeof detail['reason'] === 'string' ? detail['reason'] : undefined;
  const rows = typeof detail['rows'] === 'number' ? m.cardCount(String(detail['rows'])) : undefined;
  return (
    <li>
      <time class="soft small" dateTime={at}>
        {formatDateTime(at, zone)}
      </time>
      <p>
        <strong>{who}</strong> {did}
        {rows !== undefined && ` (${rows})`}
        {reason !== undefined && `: “${reason}”`}
      </p>
      <p class="soft small code">{subject}</p>
    </li>
  );
}
