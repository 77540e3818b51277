import { defineMessages } from '../i18n/index.ts';
import { messages } from './group-messages/id.ts';

/** Texts of whoever leads a group. */
export const groupMessages = defineMessages(messages, {
  en: () => import('./group-messages/en.ts'),
  ban: () => import('./group-messages/ban.ts'),
});
