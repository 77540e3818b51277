import type { ClosedMessages } from './id.ts';

export const messages: ClosedMessages = {
  word: 'MATUTUP',
  stillInside: 'kantun ring jero',
  byOrder: 'Katutup antuk titah pamrentah daerah.',
  byHours: 'Ring jabaning jam buka.',
  opensAt: (time) => `Ring jabaning jam buka, mabukak malih jam ${time}.`,
  reason: (reason) => `Alasan: ${reason}`,
};
