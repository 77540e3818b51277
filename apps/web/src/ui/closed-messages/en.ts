import type { ClosedMessages } from './id.ts';

export const messages: ClosedMessages = {
  word: 'CLOSED',
  stillInside: 'still inside',
  byOrder: 'Closed by order of the local authority.',
  byHours: 'Outside the opening hours.',
  opensAt: (time) => `Outside the opening hours, opens again at ${time}.`,
  reason: (reason) => `Reason: ${reason}`,
};
