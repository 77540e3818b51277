import { Problem } from '../http/problem.ts';
import { drawCards, type CardFormat } from './card-pdf.ts';
import type { PrintableCard } from './card-words.ts';
import type { CardsDeps, Officer } from './deps.ts';
import { listIssuers } from './issuer-store.ts';
import { listRequestsOf, type RequestRow, type Which } from './request-store.ts';
import { openContent } from './sealed-request.ts';

/** So many cards to a file; a batch that has more is printed in parts. */
const cardsPerFile = 100;

export interface Print {
  readonly which: Which;
  readonly format: CardFormat;
  /** Counted from 1. */
  readonly part: number;
}

/**
 * The printed cards, as long as their data is there.
 * @throws Problem card-request-unknown, card-batch-unknown, card-not-issued, card-forgotten
 */
export async function printCards(deps: CardsDeps, officer: Officer, { which, format, part }: Print): Promise<Buffer> {
  const rows = await listRequestsOf(deps.pool, officer.organisationId, which);
  if (rows.length === 0) {
    throw new Problem('requestId' in which ? 'card-request-unknown' : 'card-batch-unknown');
  }
  const approved = rows.filter(({ state }) => state === 'approved');
  if (approved.length === 0) {
    throw new Problem('card-not-issued');
  }
  const printable = approved.filter(({ sealed }) => sealed !== null);
  const chosen = printable.slice((part - 1) * cardsPerFile, part * cardsPerFile);
  if (chosen.length === 0) {
    throw new Problem('card-forgotten');
  }
  const issuer = (await listIssuers(deps.pool, officer.organisationId))[0]?.organisationName ?? '';
  const cards = chosen.flatMap((row) => printableOf(deps, row, issuer));
  await recordDownload(deps, officer, chosen);
  return drawCards(cards, format);
}

function printableOf(deps: CardsDeps, { id, sealed }: RequestRow, issuer: string): PrintableCard[] {
  const { content, card } = openContent(deps, id, sealed ?? '');
  const isTest = deps.namePrefix !== '';
  return card === null ? [] : [{ ...card, content, validUntil: new Date(card.validUntil), issuer, isTest }];
}

function recordDownload(deps: CardsDeps, officer: Officer, rows: readonly RequestRow[]): Promise<void> {
  const { accountId: actor, organisationId } = officer;
  const entries = rows.map(({ cardId }) => {
    return { actor, action: 'card.downloaded', subject: cardId ?? '', organisationId };
  });
  return deps.audit.record(deps.pool, entries);
}
