import { defineMessages } from '../i18n/index.ts';
import { messages } from './check-messages/id.ts';

/** Texts of the self-check before leaving home. */
export const checkMessages = defineMessages(messages, {
  en: () => import('./check-messages/en.ts'),
  ban: () => import('./check-messages/ban.ts'),
});
