import { createCell } from '../state/index.ts';

export const languages = ['id', 'en', 'ban'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { id: 'Bahasa Indonesia', en: 'English', ban: 'Basa Bali' };

/** The language shown now; Indonesian until somebody chooses another. */
export const language = createCell<Language>('id');

const storageKey = 'gapura.language';

/** Remembers the choice on this device. Where a browser forbids storage the choice lasts as long as the page. */
export function rememberLanguage(chosen: Language): void {
  try {
    localStorage.setItem(storageKey, chosen);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function recallLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    return languages.find((known) => known === stored) ?? 'id';
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return 'id';
  }
}
