import { expect, it } from 'vitest';
import { readInvite, type InviteDraft } from './invite-draft.ts';

const draft: InviteDraft = {
  displayName: 'Wayan Penjaga',
  signInName: 'Wayan.Penjaga',
  role: 'officer',
  organisationId: 'kota',
  gates: ['T0DEV01SP5'],
  area: '',
};

it('makes the request of an officer', () => {
  expect(readInvite(draft)).toEqual({
    request: {
      displayName: 'Wayan Penjaga',
      signInName: 'wayan.penjaga',
      role: 'officer',
      organisationId: 'kota',
      gates: ['T0DEV01SP5'],
    },
  });
});

it('asks for the organisation before its gates', () => {
  const nowhere = { ...draft, organisationId: '', gates: [] };
  expect(readInvite(nowhere)).toEqual({ errors: { organisationId: true } });
  expect(readInvite({ ...nowhere, role: 'issuer' })).toEqual({ errors: { organisationId: true } });
  expect(readInvite({ ...nowhere, organisationId: 'kota' })).toEqual({ errors: { gates: true } });
});

it('asks nobody for an organisation who belongs to none', () => {
  const admin = { ...draft, role: 'admin' as const, organisationId: '', gates: [] };
  expect(readInvite(admin)).toMatchObject({ request: { role: 'admin' } });
  expect(readInvite({ ...admin, role: 'overseer' })).toEqual({ errors: { area: true } });
});
