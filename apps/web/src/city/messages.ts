import { defineMessages } from '../i18n/index.ts';
import { messages } from './messages/id.ts';

export type CityMessages = typeof messages;

export const cityMessages = defineMessages(messages, {
  en: () => import('./messages/en.ts'),
  ban: () => import('./messages/ban.ts'),
});
