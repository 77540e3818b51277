import type { GroupMessages } from './id.ts';

export const messages = {
  title: 'Group',
  lead: 'Collect the certificates and cards of up to 50 people, a bus for instance, then check in all at once.',
  emptyTitle: 'Nobody yet',
  emptyText:
    'Scan each person’s certificate one after the other, paper cards too. Everything is kept on this phone only, until the day that you choose.',
  counter: (count: string, most: string) => `${count} of ${most} people at most`,
  scan: 'Scan one after the other',
  scanning: 'Point the camera at the next certificate.',
  addOwn: (count: number) =>
    count === 1 ? 'Add the person kept on this phone' : `Add the ${count} people kept on this phone`,
  joined: {
    kept: (name: string, count: number) => `${name} is in the group. Now ${count}.`,
    more: (name: string, count: number) => `Another certificate of ${name} is added. Still ${count}.`,
    known: (name: string, count: number) => `${name} is in the group already. Still ${count}.`,
    full: (name: string, count: number) =>
      `The group has ${count} people; ${name} was not added. Make a second check-in.`,
  },
  members: 'Members of the group',
  removeNamed: (name: string) => `Take ${name} out of the group`,
  removed: (name: string) => `${name} is out of the group.`,
  deleteOn: 'Delete this group on',
  deleteOnHint: 'On that day the list and its certificates are deleted from this phone, after 30 days at the latest.',
  deleteOnWrong: 'Choose a day between tomorrow and 30 days from now.',
  deleteNow: 'Delete the group now',
  deleteQuestion: 'Delete the whole group?',
  deleteText: (count: number) =>
    `${count} people and their certificates are deleted from this phone. Open visits stay.`,
  atGateNext: 'At the gate already? Scan the poster on the start page, then choose “Group”.',
  choose: 'Who is coming in?',
  chooseAll: 'Choose all',
  chooseNone: 'Choose nobody',
  insideAlready: (count: number) =>
    count === 1 ? 'One is inside here already and not chosen.' : `${count} are inside here already and not chosen.`,
  checkIn: (count: number) => `Check in the group: ${count}`,
  wholeOrNot: 'All enter together or nobody does. Where there is no room for all, you can choose who goes first.',
  toGate: 'To the gate’s page',
  gateProblem: 'This gate can’t be opened from here. Open the gate’s page to see why.',
} satisfies GroupMessages;
