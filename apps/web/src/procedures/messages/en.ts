import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: 'What to do',
  done: (count, all) => `${count} of ${all} steps`,
  situations: {
    green: 'Green',
    yellow: 'Yellow',
    red: 'Red',
    black: 'Black',
    full: 'Full',
    closed: 'Closed',
    unreadable: 'Code cannot be read',
  },
};
