import { createCell, useCell, type Cell } from '../state/index.ts';
import { language, recallLanguage, rememberLanguage, type Language } from './language.ts';

type Loaded<T> = Promise<{ readonly messages: T }>;

/** The texts of one room. Indonesian comes with the room, the other languages when somebody reads them. */
export interface Messages<T> {
  readonly texts: Cell<T>;
}

type Load = (next: Language) => Promise<() => void>;
const loads: Load[] = [];

/**
 * Registers a room's texts: `base` is the Indonesian dictionary and the type of the others.
 * `const visitorMessages = defineMessages(id, { en: () => import('./messages/en.ts'), ban: () => import('./messages/ban.ts') })`
 */
export function defineMessages<T>(base: T, others: Record<Exclude<Language, 'id'>, () => Loaded<T>>): Messages<T> {
  const texts = createCell(base);
  loads.push(async (next) => {
    const loaded = next === 'id' ? base : (await others[next]()).messages;
    return () => {
      texts.value = loaded;
    };
  });
  return { texts };
}

/** The texts in the language shown now; the component renders again when it changes. */
export function useMessages<T>(messages: Messages<T>): T {
  return useCell(messages.texts);
}

/** Loads what the language needs and shows it at once everywhere. Rejects, and changes nothing, when it can't be loaded. */
export async function setLanguage(next: Language): Promise<void> {
  const shows = await Promise.all(loads.map((load) => load(next)));
  shows.forEach((show) => show());
  language.value = next;
  document.documentElement.lang = next;
  rememberLanguage(next);
}

/** The language of the last visit. */
export function startLanguage(): void {
  language.value = recallLanguage();
  document.documentElement.lang = language.value;
}

/** Before a room is shown: its texts in the present language. What can't be loaded stays Indonesian. */
export async function messagesReady(): Promise<void> {
  const shows = await Promise.allSettled(loads.map((load) => load(language.value)));
  shows.forEach((show) => show.status === 'fulfilled' && show.value());
}
