import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: 'Sané patut kalaksanayang',
  done: (count, all) => `${count} saking ${all} tindak`,
  situations: {
    green: 'Gadang',
    yellow: 'Kuning',
    red: 'Barak',
    black: 'Selem',
    full: 'Bek',
    closed: 'Matutup',
    unreadable: 'Kode nénten kawacén',
  },
};
