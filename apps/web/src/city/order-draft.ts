import type { OrderRequest } from '@gapura/contract';
import type { ChangeCommon } from './change-draft.ts';
import { instantIn, type Zone } from './zone.ts';

export interface OrderDraft {
  readonly kind: OrderRequest['kind'];
  readonly limit: string;
  readonly ends: 'withdrawn' | 'later';
  readonly untilDate: string;
  readonly untilTime: string;
}

export const emptyOrder: OrderDraft = {
  kind: 'limit',
  limit: '',
  ends: 'withdrawn',
  untilDate: '',
  untilTime: '00:00',
};

export type OrderErrors = Partial<Record<'limit' | 'untilDate', 'limit' | 'until'>>;

/** A whole number as people type it, with or without the dots or commas of thousands. */
function parseCount(text: string): number | undefined {
  const digits = text.trim().replace(/(?<=\d)[.,\s](?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,6}$/.test(digits) ? Number(digits) : undefined;
}

export function errorsOf(draft: OrderDraft, { zone, now }: { readonly zone: Zone; readonly now: Date }): OrderErrors {
  const until = draft.ends === 'withdrawn' ? null : instantIn(zone, draft.untilDate, draft.untilTime);
  return {
    ...(draft.kind === 'limit' && parseCount(draft.limit) === undefined ? { limit: 'limit' } : {}),
    ...(until === undefined || (until !== null && until <= now) ? { untilDate: 'until' } : {}),
  };
}

/** The request of a draft without errors. */
export function orderOf(draft: OrderDraft, venueId: string, zone: Zone): (common: ChangeCommon) => OrderRequest {
  const limit = parseCount(draft.limit);
  const until = draft.ends === 'withdrawn' ? undefined : instantIn(zone, draft.untilDate, draft.untilTime);
  return (common) => ({
    ...common,
    venueId,
    kind: draft.kind,
    ...(draft.kind === 'limit' && limit !== undefined ? { limit } : {}),
    until: until?.toISOString() ?? null,
  });
}
