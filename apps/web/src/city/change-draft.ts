import { instantIn, type Zone } from './zone.ts';

/** When something begins and why, as it is typed. */
export interface ChangeDraft {
  readonly start: 'now' | 'later';
  readonly date: string;
  readonly time: string;
  readonly reason: string;
  readonly sourceUrl: string;
}

/** What every change has in common, as the API takes it. */
export interface ChangeCommon {
  /** Null: now. */
  readonly from: string | null;
  readonly reason: string;
  readonly sourceUrl: string | null;
}

export type ChangeErrors = Partial<Record<'date' | 'reason' | 'sourceUrl', 'date' | 'past' | 'reason' | 'sourceUrl'>>;

export const emptyChange: ChangeDraft = { start: 'now', date: '', time: '00:00', reason: '', sourceUrl: '' };

/** What a draft makes, or all that is wrong with it at once. */
export function readChange(
  draft: ChangeDraft,
  zone: Zone,
  now: Date,
): { readonly common: ChangeCommon } | { readonly errors: ChangeErrors } {
  const from = draft.start === 'now' ? null : instantIn(zone, draft.date, draft.time);
  const reason = draft.reason.trim();
  const sourceUrl = draft.sourceUrl.trim();
  const errors: ChangeErrors = {
    ...(from === undefined ? { date: 'date' } : {}),
    ...(from instanceof Date && from < now ? { date: 'past' } : {}),
    ...(reason.length < 3 || reason.length > 300 ? { reason: 'reason' } : {}),
    ...(sourceUrl !== '' && !isLink(sourceUrl) ? { sourceUrl: 'sourceUrl' } : {}),
  };
  if (from === undefined || Object.keys(errors).length > 0) return { errors };
  return {
    common: { from: from?.toISOString() ?? null, reason, sourceUrl: sourceUrl === '' ? null : sourceUrl },
  };
}

function isLink(text: string): boolean {
  return /^https:\/\/[^\s]+$/.test(text) && text.length <= 500;
}
