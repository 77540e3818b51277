import { defineMessages } from '../i18n/index.ts';
import { messages } from './rules-messages/id.ts';

/** Texts of the page on which everybody reads what is in force. */
export const rulesMessages = defineMessages(messages, {
  en: () => import('./rules-messages/en.ts'),
  ban: () => import('./rules-messages/ban.ts'),
});
