import type { CardContent, CardDecisionRequest, CardRequestView, SessionReply } from '@gapura/contract';
import { useRoute } from 'preact-iso';
import type { VNode } from 'preact';
import { useReply, withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, formatNumber, useMessages } from '../i18n/index.ts';
import { useNow } from '../live/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { CardPreview } from './card-preview.tsx';
import { CardsPage } from './cards-page.tsx';
import { DecisionCard } from './decision-card.tsx';
import { cardMessages } from './messages.ts';
import { zone } from './place.ts';
import { PrintCard } from './print-card.tsx';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** One request, for the second person to decide about and for whoever prints the card. */
export function RequestPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const id = useRoute().params['id'] ?? '';
  const { value, problem, reload, replace } = useReply(id, () =>
    withSecondFactor(() => api.send<CardRequestView>('GET', `/card-requests/${id}`)),
  );
  return (
    <CardsPage session={session} title={m.request} back="/cards">
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && <RequestView request={value} session={session} onChange={replace} />}
    </CardsPage>
  );
}

interface RequestViewProps {
  readonly request: CardRequestView;
  readonly session: SessionReply;
  readonly onChange: (request: CardRequestView) => void;
}

function RequestView({ request, session, onChange }: RequestViewProps): VNode {
  const m = useMessages(cardMessages);
  const { id, content, state, mayDecide } = request;
  const send = (path: string, body?: CardDecisionRequest): Promise<CardRequestView> =>
    withSecondFactor(() => api.send<CardRequestView>('POST', `/card-requests/${id}/${path}`, body));
  const decide = async (decision: CardDecisionRequest): Promise<void> => {
    onChange(await send('decision', decision));
    toast(decision.decision === 'approve' ? m.approved : m.refused);
  };
  const handOut = async (): Promise<void> => {
    onChange(await send('handed-out'));
    toast(m.dataDeleted);
  };
  const pdf = (format: string): string => `/api/v1/card-requests/${id}/card.pdf?format=${format}`;
  const left = useTimeLeft(request.forgetAt);
  return (
    <div class="cards-columns">
      <section class="stack" aria-label={m.contents}>
        {content === null ? (
          <p class="notice is-calm">{m.forgottenText}</p>
        ) : (
          <Contents content={content} issuer={session.organisation?.name ?? ''} />
        )}
        <History request={request} />
      </section>
      <div class="stack">
        {request.earlierCards > 0 && (
          <p class="notice">
            <strong>{m.earlierCards(formatNumber(request.earlierCards))}</strong> {m.earlierCardsText}
          </p>
        )}
        {mayDecide && <DecisionCard question={m.decisionText} approveText={m.approve} onDecide={decide} />}
        {state === 'waiting' && !mayDecide && <p class="notice is-calm">{m.ownRequest}</p>}
        {state === 'approved' && content !== null && (
          <PrintCard
            files={[
              [pdf('wallet'), m.printWallet],
              [pdf('A4'), m.printA4],
            ]}
            note={m.deletedIn(left)}
            question={m.handedOutQuestion}
            onHandedOut={handOut}
          />
        )}
        {state === 'waiting' && content !== null && <p class="soft small">{m.deletedIn(left)}</p>}
      </div>
    </div>
  );
}

function Contents({ content, issuer }: { content: CardContent; issuer: string }): VNode {
  const m = useMessages(cardMessages);
  return (
    <>
      <CardPreview card={content} issuer={issuer} />
      <p>
        {m.evidence}: <strong class="code">{content.evidence}</strong>
      </p>
    </>
  );
}

function History({ request }: { request: CardRequestView }): VNode {
  const m = useMessages(cardMessages);
  const { state, requestedBy, requestedAt, decidedBy, decidedAt, reason } = request;
  return (
    <ul class="stack">
      <li>
        <span class={`cards-state is-${state}`}>{m.states[state]}</span>
      </li>
      <li>{m.askedBy(requestedBy.displayName, formatDateTime(requestedAt, zone))}</li>
      {decidedBy !== null && decidedAt !== null && (
        <li>{m.decidedBy(m.states[state], decidedBy.displayName, formatDateTime(decidedAt, zone))}</li>
      )}
      {reason !== null && (
        <li>
          {m.reason}: {reason}
        </li>
      )}
    </ul>
  );
}

/** How long until then, in words; it counts down while the page is open. */
function useTimeLeft(until: string): string {
  const m = useMessages(cardMessages);
  const leftMs = Math.max(0, Date.parse(until) - useNow(minuteMs));
  const days = Math.floor(leftMs / dayMs);
  const hours = Math.floor((leftMs % dayMs) / hourMs);
  return m.timeLeft(days, hours, Math.floor((leftMs % hourMs) / minuteMs));
}
