import { defineMessages } from '../i18n/index.ts';
import { messages } from './more-messages/id.ts';

/** Texts that nobody reads before the tap at a gate. */
export const moreMessages = defineMessages(messages, {
  en: () => import('./more-messages/en.ts'),
  ban: () => import('./more-messages/ban.ts'),
});
