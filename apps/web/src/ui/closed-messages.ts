import { defineMessages } from '../i18n/index.ts';
import { messages } from './closed-messages/id.ts';

export const closedMessages = defineMessages(messages, {
  en: () => import('./closed-messages/en.ts'),
  ban: () => import('./closed-messages/ban.ts'),
});
