import type { CardBatchesReply, CardBatchView, SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useReply, withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { CardsPage } from './cards-page.tsx';
import { cardMessages } from './messages.ts';
import { zone } from './place.ts';
import { RightNotice } from './right-notice.tsx';
import { UploadCard } from './upload-card.tsx';

/** Many cards at once, from a CSV file. */
export function FileListPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const { route } = useLocation();
  const { value, problem, reload } = useReply('files', () =>
    withSecondFactor(() => api.send<CardBatchesReply>('GET', '/card-batches')),
  );
  const enter = ({ id, size }: CardBatchView): void => {
    route(`/cards/files/${id}`);
    toast(m.fileEntered(formatNumber(size)));
  };
  return (
    <CardsPage session={session} title={m.files} lead={m.filesLead}>
      <RightNotice />
      <div class="cards-columns">
        <UploadCard onEntered={enter} />
        <section class="stack" aria-labelledby="files">
          <h2 id="files">{m.sentFiles}</h2>
          {value === undefined && problem === undefined && <Loading />}
          {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
          {value?.batches.length === 0 && <p class="soft">{m.noFiles}</p>}
          <ul class="cards-list">
            {value?.batches.map((batch) => (
              <FileLine key={batch.id} batch={batch} />
            ))}
          </ul>
        </section>
      </div>
    </CardsPage>
  );
}

function FileLine({ batch }: { batch: CardBatchView }): VNode {
  const m = useMessages(cardMessages);
  const { id, size, requestedBy, requestedAt, waiting, mayDecide } = batch;
  const state = waiting > 0 ? 'waiting' : batch.approved > 0 ? 'approved' : batch.refused > 0 ? 'refused' : 'expired';
  return (
    <li>
      <a class="card cards-line" href={`/cards/files/${id}`}>
        <span>
          <strong>{m.cardCount(formatNumber(size))}</strong>
          <span class="soft small">{m.askedBy(requestedBy.displayName, formatDateTime(requestedAt, zone))}</span>
        </span>
        <span class={`cards-state is-${state}`}>{mayDecide ? m.yourTurn : m.states[state]}</span>
      </a>
    </li>
  );
}
