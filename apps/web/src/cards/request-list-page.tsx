import type { CardRequestsReply, CardRequestView, SessionReply } from '@gapura/contract';
import { vaccines } from '@gapura/contract/vaccines';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { CardsPage } from './cards-page.tsx';
import { ListFrame } from './list-frame.tsx';
import { cardMessages } from './messages.ts';
import { RightNotice } from './right-notice.tsx';
import { zone } from './place.ts';
import { usePages } from './use-pages.ts';

const states = ['waiting', 'approved', 'refused', 'expired'] as const;
type State = (typeof states)[number];

/** What was asked for and how it went; what waits for a second person first. */
export function RequestListPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const [state, setState] = useState<State>('waiting');
  const pages = usePages(`/card-requests?state=${state}`, ({ requests, next }: CardRequestsReply) => ({
    items: requests,
    next,
  }));
  return (
    <CardsPage session={session} title={m.requests} lead={m.requestsLead}>
      <RightNotice />
      <div class="row">
        <a class="button is-primary" href="/cards/new">
          {m.newRequest}
        </a>
      </div>
      <div class="cards-filter" role="group" aria-label={m.filter}>
        {states.map((each) => (
          <button key={each} type="button" class="button" aria-pressed={each === state} onClick={() => setState(each)}>
            {m.states[each]}
          </button>
        ))}
      </div>
      <ListFrame pages={pages} emptyTitle={m.noRequests(m.states[state])} emptyText={m.noRequestsText}>
        <ul class="cards-list">
          {pages.items?.map((request) => (
            <RequestLine key={request.id} request={request} />
          ))}
        </ul>
      </ListFrame>
    </CardsPage>
  );
}

export function RequestLine({ request }: { request: CardRequestView }): VNode {
  const m = useMessages(cardMessages);
  const { id, content, state, requestedBy, requestedAt, mayDecide } = request;
  const name = content === null ? m.forgotten : [content.givenName, content.familyName].filter(Boolean).join(' ');
  const dose = content && `${vaccines[content.vaccine].name} · ${content.doseNumber}/${content.doseOf}`;
  return (
    <li>
      <a class="card cards-line" href={`/cards/requests/${id}`}>
        <span>
          <strong>{name}</strong>
          {dose !== null && <span class="small">{dose}</span>}
          <span class="soft small">{m.askedBy(requestedBy.displayName, formatDateTime(requestedAt, zone))}</span>
        </span>
        <span class={`cards-state is-${state}`}>{mayDecide ? m.yourTurn : m.states[state]}</span>
      </a>
    </li>
  );
}
