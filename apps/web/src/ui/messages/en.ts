import type { UiMessages } from './id.ts';

export const messages = {
  home: 'Gapura, to the start page',
  skip: 'Skip to the content',
  chooseLanguage: 'Choose a language',
  languageFailed: 'This language could not be loaded. Check your connection.',
  back: 'Back',
  close: 'Close',
  loading: 'Loading…',
  retry: 'Try again',
  failed: 'That did not work yet',
  offline: 'No connection to the server. Check your internet and try again.',
  unreadable: 'The server’s answer could not be read. You may have to sign in to the Wi-Fi first.',
  notFoundTitle: 'There is no such page',
  notFoundText: 'Check the address, or begin at the start page.',
  toStart: 'To the start page',
  roomFailedTitle: 'This page can’t be opened yet',
  roomFailedText: 'This part is not kept on the device and the server can’t be reached.',
  unexpected: 'Something failed on this page. Reload it, or ask the officer.',
  colours: { green: 'Green', yellow: 'Yellow', red: 'Red', black: 'Black' },
} satisfies UiMessages;
