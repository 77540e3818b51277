import { createHmac } from 'node:crypto';
import type { CardContent, CsvFault } from '@gapura/contract';
import { transliterate } from '@gapura/credentials/issue';

/** What is wrong with one field, for people. */
export type ContentFault = Omit<CsvFault, 'line'>;

const texts = {
  'name-not-latin': [
    'Tulis nama dengan huruf Latin, tanpa angka dan tanda lain.',
    'Write the name in Latin letters, without digits and other signs.',
  ],
  'date-unknown': ['Tanggal ini tidak ada. Tulis TTTT-BB-HH.', 'There is no such date. Write YYYY-MM-DD.'],
  'date-too-early': ['Tanggal ini terlalu lama.', 'This date is too long ago.'],
  'date-in-future': ['Tanggal ini belum terjadi.', 'This date has not come yet.'],
  'given-before-birth': ['Vaksinasi tidak mungkin sebelum lahir.', 'Nobody is vaccinated before being born.'],
  'looks-like-nik': [
    'Ini seperti NIK. NIK tidak boleh dicatat; tulis nomor kartu vaksin.',
    'This looks like a NIK, which is never kept. Write the number of the vaccination paper.',
  ],
  'evidence-invalid': [
    'Nomor bukti hanya boleh berisi huruf, angka, spasi, titik, garis miring, dan tanda hubung.',
    'The number of the paper may hold letters, digits, spaces, full stops, slashes and hyphens.',
  ],
} as const;
export type FaultCode = keyof typeof texts;

const earliestBirth = '1900-01-01';
const earliestVaccination = '2020-01-01';
const hourMs = 3_600_000;
/** The easternmost zone of Indonesia, where days begin first. */
const zoneHours = 9;
const nik = /(?:\d[\s./-]?){16}/;
const evidenceForm = /^[\p{Script=Latin}\d](?:[\p{Script=Latin}\d ./-]*[\p{Script=Latin}\d])?$/u;

/** Spaces at the ends and in heaps go, and letters are composed, so that equal names are equal. */
export function normaliseContent(content: CardContent): CardContent {
  const tidy = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
  return {
    ...content,
    familyName: tidy(content.familyName),
    givenName: tidy(content.givenName),
    evidence: tidy(content.evidence),
  };
}

/** Everything that is wrong with what a card is to say. */
export function findFaults(content: CardContent, now: Date): ContentFault[] {
  const today = new Date(now.getTime() + zoneHours * hourMs).toISOString().slice(0, 10);
  const faults: ContentFault[] = [];
  const check = (field: keyof CardContent, code: FaultCode | null): void => {
    if (code !== null) {
      faults.push(faultOf(field, code));
    }
  };
  check('familyName', transliterate(content.familyName) === null ? 'name-not-latin' : null);
  check('givenName', content.givenName !== '' && transliterate(content.givenName) === null ? 'name-not-latin' : null);
  check('bornOn', dateFault(content.bornOn, earliestBirth, today));
  check('givenOn', dateFault(content.givenOn, earliestVaccination, today));
  check('givenOn', content.givenOn < content.bornOn ? 'given-before-birth' : null);
  check('evidence', evidenceFault(content.evidence));
  return faults;
}

function faultOf(field: string, code: FaultCode): ContentFault {
  const [id, en] = texts[code];
  return { field, code, message: { id, en } };
}

function dateFault(date: string, earliest: string, latest: string): FaultCode | null {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) {
    return 'date-unknown';
  }
  if (date < earliest) {
    return 'date-too-early';
  }
  return date > latest ? 'date-in-future' : null;
}

function evidenceFault(evidence: string): FaultCode | null {
  if (nik.test(evidence)) {
    return 'looks-like-nik';
  }
  return evidenceForm.test(evidence) ? null : 'evidence-invalid';
}

/** The same for every card of one person and one dose. */
export function doseKeyOf({ familyName, givenName, bornOn, doseNumber }: CardContent): string {
  const name = [familyName, givenName].map((each) => transliterate(each) ?? '');
  return JSON.stringify([...name, bornOn, doseNumber]);
}

/** That key, which nobody can make without the secret one. */
export function hashPerson(key: Buffer, content: CardContent): Buffer {
  return createHmac('sha256', key).update(doseKeyOf(content)).digest();
}
