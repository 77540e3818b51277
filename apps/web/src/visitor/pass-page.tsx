import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { outboxStore, recordStore, startCourier, useStored } from '../offline/index.ts';
import { Loading, Page } from '../ui/index.ts';
import { moreMessages } from './more-messages.ts';
import { ResultScreen } from './result-screen.tsx';
import { SendingPage } from './sending-page.tsx';
import './visitor.css';

/** How a check-in stands: not answered yet, or its result. */
export function PassPage({ eventId = '' }: { eventId?: string }): VNode {
  const t = useMessages(moreMessages);
  useEffect(startCourier, []);
  const kept = useStored(() => readPass(eventId), [eventId]);
  if (kept === undefined) {
    return <Page title={t.openingPass} children={<Loading />} />;
  }
  if (kept.record !== undefined) {
    return <ResultScreen key={kept.record.eventId} record={kept.record} />;
  }
  if (kept.entry?.do === 'check-in') {
    return <SendingPage entry={kept.entry} />;
  }
  return (
    <Page title={t.passGoneTitle} lead={t.passGoneText}>
      <a class="button is-primary" href="/">
        {t.toStart}
      </a>
    </Page>
  );
}

/** The entry first: an answer replaces it by the record in one step, so that one of the two is always found. */
async function readPass(eventId: string) {
  const entry = await outboxStore.findEntry(eventId);
  return { entry, record: await recordStore.find(eventId) };
}
