import type { LimitRequest, ManagedVenue } from '@gapura/contract';
import { parseCount } from './venue-draft.ts';

export interface LimitDraft {
  limit: string;
  visitorLimit: string;
  employeeLimit: string;
  reason: string;
}

export type LimitErrors = Partial<Record<keyof LimitDraft, 'limit' | 'part' | 'reason'>>;

export function limitDraftOf({ occupancy, visitorLimit, employeeLimit }: ManagedVenue): LimitDraft {
  return {
    limit: String(occupancy.limit),
    visitorLimit: visitorLimit === null ? '' : String(visitorLimit),
    employeeLimit: employeeLimit === null ? '' : String(employeeLimit),
    reason: '',
  };
}

/** The request that a draft makes, or all that is wrong with it at once. */
export function readLimit(
  draft: LimitDraft,
  capacity: number,
): { readonly request: LimitRequest } | { readonly errors: LimitErrors } {
  const limit = parseCount(draft.limit);
  const visitorLimit = draft.visitorLimit.trim() === '' ? null : parseCount(draft.visitorLimit);
  const employeeLimit = draft.employeeLimit.trim() === '' ? null : parseCount(draft.employeeLimit);
  const reason = draft.reason.trim();
  const errors: LimitErrors = {
    ...(limit === undefined || limit > capacity ? { limit: 'limit' } : {}),
    ...(visitorLimit === undefined ? { visitorLimit: 'part' } : {}),
    ...(employeeLimit === undefined ? { employeeLimit: 'part' } : {}),
    ...(reason.length < 3 ? { reason: 'reason' } : {}),
  };
  if (
    limit === undefined ||
    visitorLimit === undefined ||
    employeeLimit === undefined ||
    Object.keys(errors).length > 0
  ) {
    return { errors };
  }
  return { request: { limit, visitorLimit, employeeLimit, reason } };
}
