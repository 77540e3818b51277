const dayMs = 86_400_000;
const calendarDate = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** Making a format costs far more than using it; a server meets few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

const quarterMs = 15 * 60_000;
/** Since then every zone is whole quarters of an hour off UTC, and every clock is changed on a quarter. */
const quartersSince = Date.UTC(1980, 0, 1);

/** The date of the quarter of an hour that was asked for last, by zone: nearly always the present one. */
const lastQuarters = new Map<string, { readonly quarter: number; readonly date: string }>();

/**
 * The calendar date, `YYYY-MM-DD`, that a wall clock in the zone shows at the instant.
 * @throws RangeError where the zone is unknown.
 */
export function dateIn(timeZone: string, instant: Date): string {
  if (!(instant.getTime() >= quartersSince)) return formatDate(timeZone, instant);
  const quarter = Math.floor(instant.getTime() / quarterMs);
  const last = lastQuarters.get(timeZone);
  if (last?.quarter === quarter) return last.date;
  const date = formatDate(timeZone, instant);
  lastQuarters.set(timeZone, { quarter, date });
  return date;
}

function formatDate(timeZone: string, instant: Date): string {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** A full date that exists; credentials may say less. */
export function isCalendarDate(text: string): boolean {
  if (!calendarDate.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Days from one calendar date to another, whatever the zone: a day is a day also where a clock is put back. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** Full months from one calendar date to another. A month from the 31st ends with the last day of a shorter month. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth, fromDay] = split(from);
  const [toYear, toMonth, toDay] = split(to);
  const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  const begun = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return toDay < Math.min(fromDay, lastDay) ? begun - 1 : begun;
}

function split(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** Full hours from one instant to a later one. */
export function hoursBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 3_600_000);
}

/**
 * Completed years on a day. Of a partial date of birth (`YYYY` or `YYYY-MM`) the last possible day counts, so that
 * nobody is taken for older than proven; null where the text is no date, or lies ahead.
 */
export function ageOn(bornOn: string, today: string): number | null {
  const date = lastPossibleDay(bornOn);
  if (date === null || date > today) return null;
  const years = Number(today.slice(0, 4)) - Number(date.slice(0, 4));
  return today.slice(5) < date.slice(5) ? years - 1 : years;
}

function lastPossibleDay(date: string): string | null {
  if (isCalendarDate(date)) return date;
  if (/^\d{4}$/u.test(date)) return `${date}-12-31`;
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(date)) return null;
  const lastDay = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).getUTCDate();
  return `${date}-${lastDay}`;
}
