import type { Group, Person } from '../../offline/index.ts';
import { joinHolder, type Kept } from '../keep-certificate.ts';

/** As many as enter with one check-in. */
export const largestGroup = 50;
/** A day out and the day after it; the leader may choose another day. */
const keptDays = 3;
export const longestKeptDays = 30;
const dayMs = 86_400_000;

/** A phone leads one group at a time. */
export const groupId = 'group';

/** The calendar date on this phone, `days` from now. */
export function dateOnPhone(now: Date, days = 0): string {
  const then = new Date(now.getTime() - now.getTimezoneOffset() * 60_000 + days * dayMs);
  return then.toISOString().slice(0, 10);
}

export function newGroup(now: Date): Group {
  return { id: groupId, persons: [], collectedOn: dateOnPhone(now), deleteOn: dateOnPhone(now, keptDays) };
}

export function isOver({ deleteOn }: Group, now: Date): boolean {
  return deleteOn <= dateOnPhone(now);
}

/** What became of somebody who was scanned or entered, and the group afterwards. */
export interface Joining {
  readonly is: Kept['is'] | 'full';
  readonly person: Person;
  readonly group: Group;
}

/** Puts a certificate's holder into the group; nobody is in it twice. */
export function joinByCertificate(group: Group, read: Parameters<typeof joinHolder>[1]): Joining {
  const { is, person } = joinHolder(group.persons, read);
  return is === 'kept' ? join(group, person) : { is, person, group: withPerson(group, person) };
}

/** Puts people into the group as they are; somebody with the same holder or entry is already there. */
export function joinByPerson(group: Group, person: Person): Joining {
  const known = group.persons.find((member) => isSame(member, person));
  return known === undefined ? join(group, person) : { is: 'known', person: known, group };
}

export function withoutPerson(group: Group, id: string): Group {
  return { ...group, persons: group.persons.filter((person) => person.id !== id) };
}

function join(group: Group, person: Person): Joining {
  return group.persons.length >= largestGroup
    ? { is: 'full', person, group }
    : { is: 'kept', person, group: { ...group, persons: [person, ...group.persons] } };
}

/** The order stays: whoever was scanned last is on top. */
function withPerson(group: Group, person: Person): Group {
  return { ...group, persons: group.persons.map((member) => (member.id === person.id ? person : member)) };
}

function isSame(one: Person, other: Person): boolean {
  return other.holderKey === ''
    ? one.holderKey === '' && one.name.toLowerCase() === other.name.toLowerCase() && one.bornOn === other.bornOn
    : one.holderKey === other.holderKey;
}
