import { defineMessages } from '../i18n/index.ts';
import { messages } from './badge-messages/id.ts';

/** Texts for employees, who keep a badge on this phone. */
export const badgeMessages = defineMessages(messages, {
  en: () => import('./badge-messages/en.ts'),
  ban: () => import('./badge-messages/ban.ts'),
});
