import { describe, expect, it } from 'vitest';
import { Problem } from '../http/problem.ts';
import { authorise, may, type Action, type Scope } from './permissions.ts';
import type { Session } from './session.ts';

const session = (role: Session['role'], organisationId: string | null, gateIds: string[] = []): Session => ({
  id: 's',
  accountId: 'a',
  deviceId: null,
  role,
  organisationId,
  gateIds,
  expiresAt: new Date(0),
});

const who = {
  officer: session('officer', 'own', ['gate-1', 'gate-2']),
  'officer without gates': session('officer', 'own'),
  manager: session('manager', 'own'),
  'manager of another': session('manager', 'other'),
  admin: session('admin', null),
};

const where: Record<string, Scope> = {
  'own gate': { organisationId: 'own', gateId: 'gate-1' },
  'other gate': { organisationId: 'own', gateId: 'gate-3' },
  'own gate of other organisation': { organisationId: 'other', gateId: 'gate-1' },
  'own organisation': { organisationId: 'own' },
  'other organisation': { organisationId: 'other' },
  everything: {},
};

const atGates: Action[] = ['gate.feed', 'review.decide', 'visit.check-out'];
const inOrganisations: Action[] = [
  'venue.read',
  'venue.create',
  'venue.change',
  'venue.limit',
  'gate.create',
  'gate.pair',
  'poster.print',
  'staff.read',
  'staff.invite',
  'staff.disable',
  'device.read',
  'device.remove',
  'organisation.read',
];
const everywhere: Action[] = ['organisation.create'];
const all = [...atGates, ...inOrganisations, ...everywhere];
const forManagers = [...atGates, ...inOrganisations];

/** Who may do what where; whatever is not listed is refused. */
const allowed: Record<keyof typeof who, Record<string, Action[]>> = {
  officer: { 'own gate': atGates },
  'officer without gates': {},
  manager: { 'own gate': forManagers, 'other gate': forManagers, 'own organisation': forManagers },
  'manager of another': { 'own gate of other organisation': forManagers, 'other organisation': forManagers },
  admin: Object.fromEntries(Object.keys(where).map((place) => [place, all])),
};

const cells = (Object.keys(who) as (keyof typeof who)[]).flatMap((person) =>
  Object.keys(where).map((place) => ({ person, place })),
);

describe('the table of permissions', () => {
  it.each(cells)('$person · $place', ({ person, place }) => {
    const granted = all.filter((action) => may(who[person], action, where[place] ?? {}));
    expect(granted).toEqual(allowed[person][place] ?? []);
  });

  it('refuses with permission-missing', () => {
    expect(() => authorise(who.officer, 'gate.feed', { gateId: 'gate-3' })).toThrow(new Problem('permission-missing'));
    expect(() => authorise(who.officer, 'gate.feed', { gateId: 'gate-1' })).not.toThrow();
  });
});
