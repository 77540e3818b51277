import type { CardRevocationRequest, CardsReply, CardView, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { toast } from '../ui/index.ts';
import { CardsPage } from './cards-page.tsx';
import { ListFrame } from './list-frame.tsx';
import { cardMessages } from './messages.ts';
import { zone } from './place.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { usePages } from './use-pages.ts';

/** Cards that are out, by their numbers: nothing here names their holders. */
export function IssuedPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const pages = usePages('/cards?', ({ cards, next }: CardsReply) => ({ items: cards, next }));
  return (
    <CardsPage session={session} title={m.issued} lead={m.issuedLead}>
      <ListFrame pages={pages} emptyTitle={m.noCards} emptyText={m.noCardsText}>
        <ul class="cards-list">
          {pages.items?.map((card) => (
            <CardLine key={card.id} card={card} onChange={pages.reload} />
          ))}
        </ul>
      </ListFrame>
    </CardsPage>
  );
}

function CardLine({ card, onChange }: { card: CardView; onChange: () => void }): VNode {
  const m = useMessages(cardMessages);
  const [isAsking, setAsking] = useState(false);
  const { id, organisation, certificateId, requestedBy, approvedBy, issuedAt, handedOutAt, revoked } = card;
  const revoke = async (reason: string): Promise<void> => {
    const request: CardRevocationRequest = { cardId: id, reason };
    await withSecondFactor(() => api.send<CardView>('POST', '/card-revocations', request));
    setAsking(false);
    toast(m.cardRevoked);
    onChange();
  };
  return (
    <li class="card cards-line">
      <span>
        <strong class="code cards-number">{certificateId}</strong>
        <span class="small">{m.issuedBy(organisation.name, formatDateTime(issuedAt, zone))}</span>
        <span class="soft small">{m.fourEyes(requestedBy.displayName, approvedBy.displayName)}</span>
        <span class="soft small">
          {handedOutAt === null ? m.notHandedOut : m.handedOutAt(formatDateTime(handedOutAt, zone))}
        </span>
        {revoked !== null && (
          <span class="small">
            {m.revokedBy(revoked.by.displayName, formatDateTime(revoked.at, zone), revoked.reason)}
          </span>
        )}
      </span>
      {revoked === null ? (
        <button
          type="button"
          class="button is-danger"
          aria-label={m.revokeOf(certificateId)}
          onClick={() => setAsking(true)}
        >
          {m.revoke}
        </button>
      ) : (
        <span class="cards-state is-refused">{m.revoked}</span>
      )}
      {isAsking && (
        <ReasonDialog
          title={m.revokeTitle}
          text={m.revokeText}
          action={m.revokeNow}
          onConfirm={revoke}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
