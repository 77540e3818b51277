import type { Texts } from '@gapura/contract';
import { language } from './language.ts';

/** Browsers know no Balinese dates and numbers; Bali writes them as Indonesian does. English is written with 24 hours. */
const locales = { id: 'id', ban: 'id', en: 'en-GB' } as const;

function locale(): string {
  return locales[language.value];
}

/** The text of the language shown now. */
export function pickText(texts: Texts): string {
  return texts[language.value];
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** A clock of the zone, with seconds and the zone's short name: `14.05.33 WITA`. */
export function formatClock(timeZone: string): (at: Date) => string {
  return timeOfDay({ second: '2-digit', timeZone });
}

/** `14.05 WITA` */
export function formatTime(at: Date | string, timeZone: string): string {
  return timeOfDay({ timeZone })(new Date(at));
}

/** Only Indonesian knows WIB, WITA and WIT by their names; English differs from it in nothing but the colon. */
function timeOfDay(options: Intl.DateTimeFormatOptions): (at: Date) => string {
  const format = formatter({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short', ...options }, 'id');
  return (at) => (locale() === 'id' ? format(at) : format(at).replaceAll('.', ':'));
}

/** `21 Sep 2021, 14.05` in the zone. */
export function formatDateTime(at: Date | string, timeZone: string): string {
  return formatter({ dateStyle: 'medium', timeStyle: 'short', timeZone })(new Date(at));
}

/** A calendar date without a zone; `YYYY-MM` and `YYYY` are given back as they are. */
export function formatDate(on: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(on) ? formatter({ dateStyle: 'long', timeZone: 'UTC' })(new Date(on)) : on;
}

function formatter(options: Intl.DateTimeFormatOptions, name = locale()): (at: Date) => string {
  const format = new Intl.DateTimeFormat(name, { hourCycle: 'h23', ...options });
  return (at) => format.format(at);
}
