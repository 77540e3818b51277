import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: (venue) => `Board of ${venue}`,
  board: 'Board',
  inside: 'inside',
  limit: (count) => `Limit ${count}`,
  visitors: 'Visitors',
  employees: 'Employees',
  places: 'Places left',
  states: { free: 'ROOM INSIDE', nearly: 'NEARLY FULL', full: 'FULL', over: 'ABOVE THE LIMIT' },
  stale: 'OLD DATA',
  age: (seconds) => `Data ${seconds} s old`,
  ageMinutes: (minutes) => `Data ${minutes} min old`,
  noConnection: 'Not connected. Trying again…',
  screenMayDim: 'This screen may go dark by itself: switch power saving off.',
};
