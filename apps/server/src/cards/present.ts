import type { CardBatchView, CardRequestView, CardView, IssuerView } from '@gapura/contract';
import type { CardRow } from './card-store.ts';
import type { Officer } from './deps.ts';
import type { IssuerRow, KeyRow } from './issuer-store.ts';
import type { BatchRow, RequestRow } from './request-store.ts';
import type { SealedContent } from './sealed-request.ts';

export function presentIssuer(issuer: IssuerRow, keys: readonly KeyRow[]): IssuerView {
  const { organisationId, organisationName, grantedAt, withdrawnAt, limits } = issuer;
  return {
    organisation: { id: organisationId, name: organisationName },
    grantedAt: grantedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    limits,
    keys: keys.filter((key) => key.organisationId === organisationId).map(presentKey),
  };
}

function presentKey({ keyId, createdAt, validUntil, certificatePem, ...key }: KeyRow): IssuerView['keys'][number] {
  const state = key.revokedAt !== null ? 'revoked' : key.retiredAt !== null ? 'retired' : 'in-use';
  return {
    keyId,
    state,
    createdAt: createdAt.toISOString(),
    validUntil: validUntil.toISOString(),
    certificatePem,
  };
}

export interface OpenedRequest {
  readonly row: RequestRow;
  readonly opened: SealedContent | null;
  readonly earlierCards: number;
}

export function presentRequest({ row, opened, earlierCards }: OpenedRequest, officer: Officer): CardRequestView {
  return {
    id: row.id,
    batch: row.batch,
    state: row.state,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    reason: row.reason,
    content: opened?.content ?? null,
    forgetAt: row.forgetAt.toISOString(),
    cardId: row.cardId,
    earlierCards,
    mayDecide: row.state === 'waiting' && row.requestedBy.id !== officer.accountId,
  };
}

export function presentBatch(row: BatchRow, officer: Officer): CardBatchView {
  return {
    ...row,
    requestedAt: row.requestedAt.toISOString(),
    mayDecide: row.waiting > 0 && row.requestedBy.id !== officer.accountId,
  };
}

export function presentCard({ issuedAt, handedOutAt, revoked, ...row }: CardRow): CardView {
  return {
    ...row,
    issuedAt: issuedAt.toISOString(),
    handedOutAt: handedOutAt?.toISOString() ?? null,
    revoked: revoked === null ? null : { ...revoked, at: new Date(revoked.at).toISOString() },
  };
}
