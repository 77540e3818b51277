import type { BadgeMessages } from './id.ts';

export const messages: BadgeMessages = {
  title: 'Employee badge',
  lead: 'Keep it once on this phone. After that you only scan the poster at your office’s gate.',
  noneTitle: 'No badge found',
  none: 'Scan the QR code on your badge with the phone’s camera, or from the start page.',
  reading: 'Checking the badge…',
  refusedTitle: 'This badge does not count',
  refused: 'It was replaced, or the last day of work is over. Ask your organisation’s manager for a new one.',
  until: (date) => `Counts until ${date}.`,
  certificateFirst: 'Add your certificate',
  certificateFirstText: 'Employees are checked like everybody. The certificate stays on this phone.',
  whose: 'Whose badge is this?',
  keep: 'Keep it on this phone',
  choose: 'First choose whose badge it is',
  kept: 'The badge is kept',
  keptText: (name, organisation) => `${name} is now counted as an employee at the offices of ${organisation}.`,
  toStart: 'To the start page',
  badgeOf: (organisation) => `Employee of ${organisation}`,
  remove: (organisation) => `Remove the badge of ${organisation}`,
  removed: 'The badge is removed from this phone.',
  undo: 'Undo',
};
