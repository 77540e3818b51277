import { Refusal } from '../../violation.ts';
import type { CborMap } from '../../cose/cbor.ts';

const maxTextLength = 80;

/** Reads the members of one object of a certificate; every refusal names the member's path, never its value. */
export class Fields {
  readonly #members: CborMap;
  readonly #path: string;
  readonly #at: { readonly section?: string };

  /** `section` is the text that the object violates where it is not the DCC schema. */
  constructor(value: unknown, path: string, section?: string) {
    this.#at = section === undefined ? {} : { section };
    if (!(value instanceof Map)) throw new Refusal('schema-invalid', path, this.#at);
    this.#members = value;
    this.#path = path;
  }

  /** Absent and null are the same: some issuers write what they do not know as null. */
  find(name: string): unknown {
    return this.#members.get(name) ?? undefined;
  }

  refuse(name: string): never {
    throw new Refusal('schema-invalid', this.pathOf(name), this.#at);
  }

  pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}/${name}`;
  }

  findText(name: string): string | undefined {
    const value = this.find(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.refuse(name);
    const text = normalize(value.trim());
    return text.length <= maxTextLength ? text : this.refuse(name);
  }

  getText(name: string): string {
    return this.findText(name) ?? this.refuse(name);
  }

  getMatching(name: string, pattern: RegExp): string {
    const text = this.getText(name);
    return pattern.test(text) ? text : this.refuse(name);
  }

  getCount(name: string): number {
    const value = this.find(name);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : this.refuse(name);
  }

  /** A calendar date, also where the issuer wrote an instant: its first ten characters. */
  getDate(name: string): string {
    return parseDate(this.getText(name)) ?? this.refuseDate(name);
  }

  getInstant(name: string): string {
    return parseInstant(this.getText(name)) ?? this.refuseDate(name);
  }

  refuseDate(name: string): never {
    throw new Refusal('schema-date', this.pathOf(name), this.#at);
  }
}

const asciiPattern = /^[\x20-\x7e]*$/u;

/** Most texts are plain ASCII, which is normal already and need not go through Unicode's tables. */
function normalize(text: string): string {
  return asciiPattern.test(text) ? text : text.normalize('NFC');
}

const datePattern = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/u;
const instantPattern =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/u;

export function parseDate(text: string): string | undefined {
  const date = datePattern.exec(text)?.[0];
  return date !== undefined && isCalendarDate(date) ? date : undefined;
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** By hand, as a Date takes longer than all the rest of reading a certificate's fields. */
function isCalendarDate(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeapYear ? 28 : (longestMonths[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** An instant as ISO 8601 in UTC. Without an offset it is UTC, without a time the start of the day. */
export function parseInstant(text: string): string | undefined {
  const match = instantPattern.exec(text);
  const date = match?.[1];
  if (match === null || date === undefined || !isCalendarDate(date)) return undefined;
  const seconds = (match[3] ?? ':00').slice(0, 7);
  const instant = new Date(`${date}T${match[2] ?? '00:00'}${seconds}${parseOffset(match[4])}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** `+02` and `+0200` occur; Date knows `+02:00` only. */
function parseOffset(offset = 'Z'): string {
  if (offset === 'Z' || offset === 'z') return 'Z';
  const minutes = offset.length > 3 ? offset.slice(-2) : '00';
  return `${offset.slice(0, 3)}:${minutes}`;
}

/** As much of a date of birth as the certificate tells: a day, a month, a year, or nothing. */
export function parseBirthDate(text: string): string {
  const day = parseDate(text);
  if (day !== undefined) return day;
  return /^\d{4}(?:-(?:0[1-9]|1[0-2]))?(?![^-])/u.exec(text)?.[0] ?? '';
}
