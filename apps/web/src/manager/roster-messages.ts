import { defineMessages } from '../i18n/index.ts';
import { messages } from './roster-messages/id.ts';

export type RosterMessages = typeof messages;

/** Texts of the page where an organisation says who works for it. */
export const rosterMessages = defineMessages(messages, {
  en: () => import('./roster-messages/en.ts'),
  ban: () => import('./roster-messages/ban.ts'),
});
