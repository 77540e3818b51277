import { describe, expect, it } from 'vitest';
import { Problem } from '../http/problem.ts';
import { authorise, may, type Action, type Scope } from './permissions.ts';
import type { Session } from './session.ts';

const session = (
  role: Session['role'],
  organisationId: string | null,
  { gateIds = [], areaCode = null }: { gateIds?: string[]; areaCode?: string | null } = {},
): Session => ({
  id: 's',
  accountId: 'a',
  deviceId: null,
  role,
  organisationId,
  gateIds,
  areaCode,
  expiresAt: new Date(0),
  assurance: 'password',
});

const who = {
  officer: session('officer', 'own', { gateIds: ['gate-1', 'gate-2'] }),
  'officer without gates': session('officer', 'own'),
  issuer: session('issuer', 'own'),
  manager: session('manager', 'own'),
  'manager of another': session('manager', 'other'),
  overseer: session('overseer', null, { areaCode: '51.71' }),
  'overseer of a district': session('overseer', null, { areaCode: '51.71.01' }),
  admin: session('admin', null),
};

const where: Record<string, Scope> = {
  'own gate': { organisationId: 'own', gateId: 'gate-1' },
  'other gate': { organisationId: 'own', gateId: 'gate-3' },
  'own gate of other organisation': { organisationId: 'other', gateId: 'gate-1' },
  'own organisation': { organisationId: 'own' },
  'other organisation': { organisationId: 'other' },
  'the city': { areaCode: '51.71' },
  'a district': { areaCode: '51.71.01' },
  'the province': { areaCode: '51' },
  'a city of like digits': { areaCode: '51.710' },
  'no area': { areaCode: null },
  everything: {},
};

const atGates: Action[] = ['gate.feed', 'review.decide', 'visit.check-out', 'incident.close'];
const ofCards: Action[] = ['card.read', 'card.request', 'card.decide', 'card.revoke', 'issuer.read'];
const inOrganisations: Action[] = [
  ...ofCards,
  'venue.read',
  'venue.create',
  'venue.change',
  'venue.limit',
  'gate.create',
  'gate.pair',
  'poster.print',
  'roster.read',
  'roster.change',
  'staff.read',
  'staff.invite',
  'staff.disable',
  'device.read',
  'device.remove',
  'organisation.read',
  'audit.read',
];
const ofAuthorities: Action[] = ['regime.read', 'rule-pack.add', 'exposure.read', 'exposure.enter'];
const ofAreas: Action[] = ['area.read', 'regime.change'];
const everywhere: Action[] = ['organisation.create', 'issuer.grant', 'issuer.revoke', 'staff.reset-factors'];
const all = [...atGates, ...inOrganisations, ...ofAuthorities, ...ofAreas, ...everywhere];
const forManagers = [...atGates, ...inOrganisations];

/** Cases concern people, who are anywhere; levels, orders and incidents concern places. */
const inOwnArea: Action[] = ['incident.close', ...ofAuthorities, ...ofAreas];
const everyPlace = (actions: Action[]) => Object.fromEntries(Object.keys(where).map((place) => [place, actions]));

/** Who may do what where; whatever is not listed is refused. */
const allowed: Record<keyof typeof who, Record<string, Action[]>> = {
  officer: { 'own gate': atGates },
  'officer without gates': {},
  issuer: { 'own gate': ofCards, 'other gate': ofCards, 'own organisation': ofCards },
  manager: { 'own gate': forManagers, 'other gate': forManagers, 'own organisation': forManagers },
  'manager of another': { 'own gate of other organisation': forManagers, 'other organisation': forManagers },
  overseer: { ...everyPlace(ofAuthorities), 'the city': inOwnArea, 'a district': inOwnArea },
  'overseer of a district': { ...everyPlace(ofAuthorities), 'a district': inOwnArea },
  admin: everyPlace(all),
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
