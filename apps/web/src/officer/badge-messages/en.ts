import type { BadgeMessages } from './id.ts';

export const messages: BadgeMessages = {
  hint: 'Employees: scan the badge first, then the certificate.',
  read: 'Badge read',
  of: (organisation) => `Employee of ${organisation}`,
  next: 'Now scan their certificate.',
  unknown: 'This badge does not count',
  unknownText: 'They will be counted as a visitor. Scan their certificate, or cancel.',
  unsure: 'The badge can’t be checked now; the server decides at the check-in.',
  cancel: 'Forget the badge',
  lapsed: 'The badge is forgotten: no certificate followed.',
  notOut: 'To leave, scan the certificate, not the badge.',
  withBadge: 'employee',
};
