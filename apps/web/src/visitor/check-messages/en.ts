import type { CheckMessages } from './id.ts';

export const messages = {
  title: 'Would I get in now?',
  lead: 'Choose where you are going. Your certificates are checked on this phone and not sent.',
  search: 'Find a place',
  searchHint: 'Name or address',
  area: 'District or village',
  everywhere: 'Everywhere',
  recent: 'Last visited from this phone',
  found: 'Places',
  searching: 'Searching…',
  nothingFound: 'No place fits',
  nothingFoundText: 'Try a shorter word, or choose another area.',
  more: 'There are more. Add a word, or choose a smaller area.',
  insideOf: (inside: string, limit: string) => `${inside} of ${limit} inside`,
  openNow: 'Open now',
  closedNow: 'Closed now',

  loadingVenue: 'Opening the rules of this place',
  oldRules: 'No connection. These are the rules and numbers that this phone knew last.',
  door: 'The door now',
  hours: (opens: string, closes: string) => `Open ${opens}–${closes}`,
  alwaysOpen: 'Always open',
  ordered: {
    close: 'Closed by order of the local authority.',
    limit: (limit: string) => `Limited to ${limit} people by order of the local authority.`,
  },
  orderUntil: (until: string) => `In force until ${until}.`,
  reasonGiven: (reason: string) => `Reason: ${reason}`,
  orderSource: 'See the order',
  longestStay: (minutes: number) =>
    minutes % 60 === 0
      ? `You may stay for ${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'} at most.`
      : `You may stay for ${minutes} minutes at most.`,
  allRules: 'The rules in force now',
  level: (level: string, area: string) => `Level ${level} in ${area}.`,

  who: 'Who is going?',
  nobodyKept: 'Add a certificate first, so that this phone can answer.',
  chooseSomebody: 'Choose who is going.',
  checking: 'Checking on this phone…',
  verdicts: {
    admitted: 'Yes, you may enter now',
    review: 'After the officer’s check',
    refused: 'No, you may not enter now',
    closed: 'Not now: this place is closed',
    full: 'Not yet: there is not enough room inside',
  },
  notAPass: 'This lets nobody in. The door decides anew when you come.',
  onlyServer:
    'Cases, contacts and certificates revoked just now are known to the server only; they are not part of this check.',
  unverified: 'Whether the certificate is authentic was not checked: this page was not opened over HTTPS.',
  oldIssuers: (at: string) => `The list of issuers is of ${at}.`,
  unreadableRules: 'The rules of this place can’t be evaluated on this phone. Load the page again, or ask the officer.',
  visitors: { insideWord: 'visitors inside now', fullWord: 'full for visitors' },
  noRules: 'The rules of this place are not known yet, so the door admits nobody.',
  otherPlace: 'Choose another place',
} satisfies CheckMessages;
