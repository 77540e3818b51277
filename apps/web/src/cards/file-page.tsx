import type { CardBatchView, CardDecisionRequest, CardRequestsReply, SessionReply } from '@gapura/contract';
import { useRoute } from 'preact-iso';
import type { VNode } from 'preact';
import { useReply, withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { CardsPage } from './cards-page.tsx';
import { DecisionCard } from './decision-card.tsx';
import { ListFrame } from './list-frame.tsx';
import { cardMessages } from './messages.ts';
import { zone } from './place.ts';
import { PrintCard } from './print-card.tsx';
import { RequestLine } from './request-list-page.tsx';
import { usePages } from './use-pages.ts';

const cardsPerPdf = 100;

/** One CSV file: a second person decides about all of it, and its cards are printed together. */
export function FilePage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const id = useRoute().params['id'] ?? '';
  const { value, problem, reload, replace } = useReply(id, () =>
    withSecondFactor(() => api.send<CardBatchView>('GET', `/card-batches/${id}`)),
  );
  const pages = usePages(`/card-requests?batch=${id}`, ({ requests, next }: CardRequestsReply) => ({
    items: requests,
    next,
  }));
  const change = (batch: CardBatchView): void => {
    replace(batch);
    pages.reload();
  };
  return (
    <CardsPage session={session} title={m.file} back="/cards/files">
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      <div class="cards-columns">
        {value !== undefined && <FileView batch={value} onChange={change} />}
        <section class="stack" aria-labelledby="rows">
          <h2 id="rows">{m.rows}</h2>
          <ListFrame pages={pages} emptyTitle={m.noRows} emptyText={m.noRowsText}>
            <ul class="cards-list">
              {pages.items?.map((request) => (
                <RequestLine key={request.id} request={request} />
              ))}
            </ul>
          </ListFrame>
        </section>
      </div>
    </CardsPage>
  );
}

function FileView({ batch, onChange }: { batch: CardBatchView; onChange: (batch: CardBatchView) => void }): VNode {
  const m = useMessages(cardMessages);
  const { id, size, waiting, mayDecide, requestedBy, requestedAt, printable } = batch;
  const send = (path: string, body?: CardDecisionRequest): Promise<CardBatchView> =>
    withSecondFactor(() => api.send<CardBatchView>('POST', `/card-batches/${id}/${path}`, body));
  const decide = async (decision: CardDecisionRequest): Promise<void> => {
    onChange(await send('decision', decision));
    toast(decision.decision === 'approve' ? m.approved : m.refused);
  };
  const handOut = async (): Promise<void> => {
    onChange(await send('handed-out'));
    toast(m.dataDeleted);
  };
  return (
    <div class="stack">
      <h2>{m.cardCount(formatNumber(size))}</h2>
      <p>{m.askedBy(requestedBy.displayName, formatDateTime(requestedAt, zone))}</p>
      <Counts batch={batch} />
      {mayDecide && (
        <DecisionCard
          question={m.fileDecisionText}
          approveText={m.approveAll(formatNumber(waiting))}
          onDecide={decide}
        />
      )}
      {waiting > 0 && !mayDecide && <p class="notice is-calm">{m.ownRequest}</p>}
      {printable > 0 && (
        <PrintCard
          files={printFiles(id, printable, m.printPart)}
          note={m.deletedAfterWeek}
          question={m.handedOutQuestion}
          onHandedOut={handOut}
        />
      )}
    </div>
  );
}

function Counts({ batch }: { batch: CardBatchView }): VNode {
  const m = useMessages(cardMessages);
  return (
    <dl class="cards-counts">
      {(['waiting', 'approved', 'refused', 'expired'] as const).map((state) => (
        <div key={state}>
          <dt>{m.states[state]}</dt>
          <dd>{formatNumber(batch[state])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A hundred cards to a file, in both formats. */
function printFiles(
  id: string,
  printable: number,
  textOf: (format: string, part: string) => string,
): [href: string, text: string][] {
  const parts = Math.ceil(printable / cardsPerPdf);
  return (['wallet', 'A4'] as const).flatMap((format) =>
    Array.from({ length: parts }, (_, index): [string, string] => [
      `/api/v1/card-batches/${id}/cards.pdf?format=${format}&part=${index + 1}`,
      textOf(format, parts === 1 ? '' : ` ${index + 1}/${parts}`),
    ]),
  );
}
