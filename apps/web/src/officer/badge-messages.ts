import { defineMessages } from '../i18n/index.ts';
import { messages } from './badge-messages/id.ts';

/** Texts for an employee who shows a badge and then a certificate. */
export const badgeMessages = defineMessages(messages, {
  en: () => import('./badge-messages/en.ts'),
  ban: () => import('./badge-messages/ban.ts'),
});
