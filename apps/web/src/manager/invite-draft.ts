import type { Role, StaffRequest } from '@gapura/contract';
import { signInNamePattern } from '../access/index.ts';

export interface InviteDraft {
  displayName: string;
  signInName: string;
  role: Role;
  organisationId: string;
  gates: readonly string[];
  /** Of an overseer. */
  area: string;
}

export type InviteErrors = Partial<Record<'displayName' | 'signInName' | 'organisationId' | 'gates' | 'area', true>>;

/** Who acts for an area or for everything belongs to no organisation. */
export function belongsToNone(role: Role): boolean {
  return role === 'overseer' || role === 'admin';
}

/** The request that a draft makes, or all that is wrong with it at once. */
export function readInvite(draft: InviteDraft): { readonly request: StaffRequest } | { readonly errors: InviteErrors } {
  const displayName = draft.displayName.trim();
  const signInName = draft.signInName.trim().toLowerCase();
  const isHomeless = !belongsToNone(draft.role) && draft.organisationId === '';
  const errors: InviteErrors = {
    ...(displayName.length < 2 || displayName.length > 80 ? { displayName: true } : {}),
    ...(signInNamePattern.test(signInName) ? {} : { signInName: true }),
    ...(isHomeless ? { organisationId: true } : {}),
    ...(draft.role === 'officer' && !isHomeless && draft.gates.length === 0 ? { gates: true } : {}),
    ...(draft.role === 'overseer' && draft.area === '' ? { area: true } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    request: {
      displayName,
      signInName,
      role: draft.role,
      ...(belongsToNone(draft.role) ? {} : { organisationId: draft.organisationId }),
      ...(draft.role === 'officer' ? { gates: [...draft.gates] } : {}),
      ...(draft.role === 'overseer' ? { area: draft.area } : {}),
    },
  };
}
