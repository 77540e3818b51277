import { vaccines, type CardContent } from '@gapura/contract';

/** A card as it is printed. */
export interface PrintableCard {
  /** `HC1:…`, which the code holds. */
  readonly text: string;
  readonly content: CardContent;
  readonly certificateId: string;
  readonly validUntil: Date;
  readonly issuer: string;
  /** Signed with a key that no real gate trusts. */
  readonly isTest: boolean;
}

/** Every card says everything in Indonesian and in English: its holder travels. */
export interface CardWords {
  readonly title: string;
  readonly titleEnglish: string;
  readonly name: string;
  /** For a card on which the name does not fit, the longest first; the code holds the whole name. */
  readonly shortNames: readonly string[];
  /** Label in both languages, and what the card says. */
  readonly lines: readonly (readonly [label: string, value: string])[];
  readonly advice: string;
  readonly adviceEnglish: string;
  readonly picture: string;
}

const testAdvice = 'Kartu uji ini hanya untuk mencoba Gapura, dan bukan bukti vaksinasi.';
const testAdviceEnglish = 'This test card is for trying Gapura out, and proves no vaccination.';

export function cardWords({ content, certificateId, validUntil, issuer, isTest }: PrintableCard): CardWords {
  const name = fullName(content.givenName, content);
  return {
    title: isTest ? 'KARTU UJI' : 'Kartu vaksinasi',
    titleEnglish: isTest ? 'TEST CARD, not valid' : 'Vaccination card',
    name,
    shortNames: shortNamesOf(content),
    lines: [
      ['Lahir / Born', writeDate(content.bornOn)],
      ['Vaksin / Vaccine', vaccines[content.vaccine].name],
      ['Dosis / Dose', `${content.doseNumber}/${content.doseOf} · ${writeDate(content.givenOn)}`],
      ['Berlaku s.d. / Valid until', writeDate(validUntil.toISOString().slice(0, 10))],
      ['Penerbit / Issuer', issuer],
      ['No.', certificateId],
    ],
    advice: isTest
      ? testAdvice
      : 'Tunjukkan kode ini kepada petugas di pintu masuk, bersama kartu identitas. Kartu ini tetap berlaku tanpa ponsel. ' +
        'Laporkan kepada penerbit bila kartu hilang; kartu itu lalu dicabut.',
    adviceEnglish: isTest
      ? testAdviceEnglish
      : 'Show this code to the officer at the entrance, with an identity card. No phone is needed. ' +
        'Tell the issuer if you lose the card; it will then be revoked.',
    picture: `Kode QR sertifikat vaksinasi ${name} / QR code of the vaccination certificate`,
  };
}

/** The first name stays longest: people are called by it. */
function shortNamesOf(content: CardContent): string[] {
  const [first = '', ...others] = content.givenName.split(/\s+/u);
  const initials = others.map(initialOf).join(' ');
  return [
    fullName(`${first} ${initials}`.trim(), content),
    fullName(`${initialOf(first)} ${initials}`.trim(), content),
  ];
}

function initialOf(name: string): string {
  const [letter] = Array.from(name);
  return letter === undefined ? '' : `${letter}.`;
}

function fullName(given: string, { familyName }: CardContent): string {
  return [given, familyName].filter((each) => each !== '').join(' ');
}

/** As it is written here: 31-12-2021. */
function writeDate(date: string): string {
  return date.split('-').toReversed().join('-');
}
