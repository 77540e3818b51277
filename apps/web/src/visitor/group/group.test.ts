import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptCredential, Person } from '../../offline/index.ts';
import {
  dateOnPhone,
  isOver,
  joinByCertificate,
  joinByPerson,
  largestGroup,
  newGroup,
  withoutPerson,
  type Joining,
} from './group.ts';

const now = new Date('2021-09-21T02:00:00Z');

function certificateOf(name: string, text = `HC1:${name}`): Parameters<typeof joinByCertificate>[1] {
  const says: KeptCredential['says'] = {
    kind: 'vaccination',
    issuer: 'Kemenkes',
    country: 'ID',
    on: '2021-08-01',
    dose: { number: 2, of: 2 },
    test: null,
    validUntil: null,
    demo: false,
  };
  const holder = {
    familyName: name,
    givenName: '',
    standardFamilyName: '',
    standardGivenName: '',
    bornOn: '1990-01-01',
  };
  return { credential: { text, says, verifiedAt: null }, holder };
}

const child: Person = { id: 'c', holderKey: '', name: 'Wayan', bornOn: '2018-02-03', credentials: [] };
const collect = (certificates: readonly ReturnType<typeof certificateOf>[]) =>
  certificates.reduce<Joining[]>(
    (all, read) => [...all, joinByCertificate(all.at(-1)?.group ?? newGroup(now), read)],
    [],
  );

describe('a group', () => {
  it('holds nobody twice and never more than may enter together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 120 }), (scans) => {
        const { persons } = collect(scans.map((n) => certificateOf(`P${n}`))).at(-1)?.group ?? newGroup(now);
        expect(persons.length).toBe(Math.min(largestGroup, new Set(scans).size));
        expect(new Set(persons.map(({ holderKey }) => holderKey)).size).toBe(persons.length);
      }),
      { numRuns: 50 },
    );
  });

  it('tells a new person, the same certificate, and another one of the same person', () => {
    const scans = [certificateOf('Sari'), certificateOf('Sari'), certificateOf('Sari', 'HC1:test')];
    const joinings = collect(scans);
    expect(joinings.map(({ is }) => is)).toEqual(['kept', 'known', 'more']);
    expect(joinings[2]?.group.persons[0]?.credentials.map(({ text }) => text)).toEqual(['HC1:test', 'HC1:Sari']);
  });

  it('refuses the fifty-first, and takes one again when somebody is removed', () => {
    const full = collect(Array.from({ length: largestGroup }, (_unused, n) => certificateOf(`P${n}`))).at(-1);
    if (full === undefined) throw new Error('nobody was scanned');
    expect(joinByCertificate(full.group, certificateOf('Late')).is).toBe('full');
    expect(joinByPerson(full.group, child).is).toBe('full');
    const room = withoutPerson(full.group, full.person.id);
    expect(joinByPerson(room, child).is).toBe('kept');
  });

  it('knows a child again by name and birth date', () => {
    const { group } = joinByPerson(newGroup(now), child);
    expect(joinByPerson(group, { ...child, id: 'd', name: 'WAYAN' }).is).toBe('known');
    expect(joinByPerson(group, { ...child, id: 'd', bornOn: '2018-02-04' }).is).toBe('kept');
  });

  it('ends on its day', () => {
    const group = { ...newGroup(now), deleteOn: dateOnPhone(now, 1) };
    expect(isOver(group, now)).toBe(false);
    expect(isOver(group, new Date(now.getTime() + 86_400_000))).toBe(true);
  });
});
