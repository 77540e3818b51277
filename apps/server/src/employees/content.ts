import type { CsvFault, EmployeeContent } from '@gapura/contract';
import { holdsPersonalNumber } from '@gapura/contract/personal-number';
import { isCalendarDate } from '@gapura/screening';
import { seal, unseal } from '../config/sealing.ts';

/** What is wrong with one field, for people. */
export type ContentFault = Omit<CsvFault, 'line'>;

const texts = {
  'name-too-short': ['Tulis nama, sedikitnya 2 huruf.', 'Write the name, at least 2 letters.'],
  'field-too-long': ['Isian ini terlalu panjang.', 'This field is too long.'],
  'text-invalid': [
    'Hanya huruf, angka, spasi, dan tanda baca biasa.',
    'Only letters, digits, spaces and ordinary punctuation.',
  ],
  'looks-like-nik': [
    'Ini seperti NIK, NIP, atau nomor telepon, yang tidak boleh dicatat. Pakai nomor pendek instansi sendiri.',
    'This looks like a NIK, NIP or phone number, which is never kept. Use a short number of your own.',
  ],
  'date-unknown': ['Tanggal ini tidak ada. Tulis TTTT-BB-HH.', 'There is no such date. Write YYYY-MM-DD.'],
  'date-too-early': ['Tanggal ini sudah lewat lebih dari 30 hari.', 'This date is more than 30 days ago.'],
} as const;
type FaultCode = keyof typeof texts;

/** How long the name of somebody who has left is kept, in days. */
export const keepAfterLeavingDays = 30;

const longest = { name: 80, unit: 80, number: 15 } as const;
const ordinary = /^[\p{L}\p{M}\p{N}\p{Zs}.,'’()/&-]*$/u;
const dayMs = 86_400_000;

/** Spaces at the ends and in heaps go, and letters are composed, so that equal names are equal. */
export function normaliseContent({ name, unit, number, leavesOn }: EmployeeContent): EmployeeContent {
  const tidy = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
  return { name: tidy(name), unit: tidy(unit), number: tidy(number), leavesOn };
}

/** Everything that is wrong with what is entered about an employee. */
export function findFaults(content: EmployeeContent, now: Date): ContentFault[] {
  const fields = ['name', 'unit', 'number'] as const;
  const codes = fields.map((field) => [field, textFault(content[field], longest[field])] as const);
  const name = content.name.length < 2 ? ('name-too-short' as const) : null;
  return [['name', name] as const, ...codes, ['leavesOn', dateFault(content.leavesOn, now)] as const].flatMap(
    ([field, code]) => (code === null ? [] : [faultOf(field, code)]),
  );
}

function faultOf(field: string, code: FaultCode): ContentFault {
  const [id, en] = texts[code];
  return { field, code, message: { id, en } };
}

function textFault(text: string, most: number): FaultCode | null {
  // Before the length: who writes a NIK has to hear that it does not belong here, not that it is too long.
  if (holdsPersonalNumber(text)) {
    return 'looks-like-nik';
  }
  if (text.length > most) {
    return 'field-too-long';
  }
  return ordinary.test(text) ? null : 'text-invalid';
}

function dateFault(date: string | null, now: Date): FaultCode | null {
  if (date === null) {
    return null;
  }
  if (!isCalendarDate(date)) {
    return 'date-unknown';
  }
  const earliest = new Date(now.getTime() - keepAfterLeavingDays * dayMs).toISOString().slice(0, 10);
  return date < earliest ? 'date-too-early' : null;
}

/** Two rows with this in common are one employee, entered twice. */
export function likenessOf({ name, unit, number }: Pick<EmployeeContent, 'name' | 'unit' | 'number'>): string {
  return JSON.stringify([name, unit, number].map((text) => text.toLowerCase()));
}

/** What is kept sealed of an employee. */
export interface SealedEmployee extends Pick<EmployeeContent, 'name' | 'unit' | 'number'> {
  readonly code: string;
}

const contextOf = (employeeId: string): string => `employee:${employeeId}`;

export function sealEmployee(key: Buffer, id: string, { name, unit, number, code }: SealedEmployee): string {
  return seal(Buffer.from(JSON.stringify({ name, unit, number, code })), key, contextOf(id));
}

export function openEmployee(key: Buffer, id: string, sealed: string): SealedEmployee {
  return JSON.parse(unseal(sealed, key, contextOf(id)).toString()) as SealedEmployee;
}
