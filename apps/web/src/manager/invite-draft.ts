import type { Role, StaffRequest } from '@gapura/contract';
import { signInNamePattern } from '../access/index.ts';

export interface InviteDraft {
  displayName: string;
  signInName: string;
  role: Role;
  organisationId: string;
  gates: readonly string[];
}

export type InviteErrors = Partial<Record<'displayName' | 'signInName' | 'gates', true>>;

/** The request that a draft makes, or all that is wrong with it at once. */
export function readInvite(draft: InviteDraft): { readonly request: StaffRequest } | { readonly errors: InviteErrors } {
  const displayName = draft.displayName.trim();
  const signInName = draft.signInName.trim().toLowerCase();
  const errors: InviteErrors = {
    ...(displayName.length < 2 || displayName.length > 80 ? { displayName: true } : {}),
    ...(signInNamePattern.test(signInName) ? {} : { signInName: true }),
    ...(draft.role === 'officer' && draft.gates.length === 0 ? { gates: true } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    request: {
      displayName,
      signInName,
      role: draft.role,
      ...(draft.role === 'admin' || draft.organisationId === '' ? {} : { organisationId: draft.organisationId }),
      ...(draft.role === 'officer' ? { gates: [...draft.gates] } : {}),
    },
  };
}
