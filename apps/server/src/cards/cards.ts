import type { CardRevocationRequest, CardsReply, CardView } from '@gapura/contract';
import { assertSecondFactor, authorise, type Session } from '../access/index.ts';
import { inTransaction } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { findCard, listCards, revokeCardRow } from './card-store.ts';
import type { CardsDeps } from './deps.ts';
import { presentCard } from './present.ts';
import { identifierOf, readCertificateId } from './sign-card.ts';

const pageSize = 100;

/** Newest first: an admin reads all cards, staff those of their organisation. */
export async function readCards({ pool }: CardsDeps, session: Session, before: string | null): Promise<CardsReply> {
  const { organisationId } = session;
  authorise(session, 'card.read', organisationId === null ? {} : { organisationId });
  const rows = await listCards(pool, { organisationId, before, limit: pageSize });
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
  return { cards: rows.map(presentCard), next: last?.id ?? null };
}

/**
 * Revokes one card, by its id or by what its certificate says; no gate accepts it from then on.
 * @throws Problem permission-missing, second-factor-required, card-unknown, card-revoked, body-invalid
 */
export async function revokeCard(
  deps: CardsDeps,
  session: Session,
  { cardId = null, certificateId = null, reason }: Nameless<CardRevocationRequest>,
): Promise<CardView> {
  if ((cardId === null) === (certificateId === null)) {
    throw new Problem('body-invalid', { errors: [{ path: '', message: 'needs either cardId or certificateId' }] });
  }
  const card = await findCard(deps.pool, {
    cardId,
    certificateIds: certificateId === null ? [] : readCertificateId(certificateId),
  });
  const { organisationId } = session;
  // Of another organisation's cards nobody learns whether they exist.
  if (card === null || (organisationId !== null && card.organisation.id !== organisationId)) {
    throw new Problem('card-unknown');
  }
  authorise(session, 'card.revoke', { organisationId: card.organisation.id });
  assertSecondFactor(session);
  const revocation = {
    id: card.id,
    identifier: identifierOf(card.certificateId),
    by: session.accountId,
    at: deps.clock(),
    reason,
  };
  await inTransaction(deps.pool, async (client) => {
    if (!(await revokeCardRow(client, revocation))) {
      throw new Problem('card-revoked');
    }
    const entry = { actor: revocation.by, subject: card.id, organisationId: card.organisation.id };
    await deps.audit.record(client, { ...entry, action: 'card.revoked', detail: { reason } });
  });
  await deps.onTrustChange();
  return presentCard((await findCard(deps.pool, { cardId: card.id, certificateIds: [] })) ?? card);
}

type Nameless<T> = { readonly [K in keyof T]: T[K] | null } & { readonly reason: string };
