import { defineMessages } from '../i18n/index.ts';
import { messages } from './messages/id.ts';

export type CardMessages = typeof messages;

export const cardMessages = defineMessages(messages, {
  en: () => import('./messages/en.ts'),
  ban: () => import('./messages/ban.ts'),
});
