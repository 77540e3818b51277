import type { Reason, Texts } from './decision.ts';

interface Wording {
  readonly texts: Texts;
  readonly advice: Texts;
}

const bringAnother: Texts = {
  id: 'Pindai sertifikat aslinya langsung dari aplikasi atau kertasnya, atau tunjukkan sertifikat lain.',
  en: 'Scan the original certificate from its app or paper, or present another one.',
  ban: 'Pindai sertifikat sane asli saking aplikasi utawi kertasnyane, utawi edengang sertifikat lianan.',
};

const askOfficer: Texts = {
  id: 'Mintalah bantuan petugas.',
  en: 'Ask the officer for help.',
  ban: 'Nunas tulung ring petugas.',
};

/** Reasons that no rule pack has to state; each of them is red. Violations come in this order, most telling first. */
const wordings = {
  'credential-tampered': {
    texts: {
      id: 'Tanda tangan sertifikat tidak cocok: isinya diubah atau dipalsukan.',
      en: 'The certificate’s signature does not match: it was altered or forged.',
      ban: 'Tanda tangan sertifikat nenten anut: dagingnyane kaubah utawi palsu.',
    },
    advice: bringAnother,
  },
  'credential-revoked': {
    texts: {
      id: 'Sertifikat ini sudah dicabut dan tidak berlaku lagi.',
      en: 'The certificate was revoked and no longer counts.',
      ban: 'Sertifikat puniki sampun kacabut tur nenten mamurti malih.',
    },
    advice: {
      id: 'Tanyakan pada penerbit sertifikat, atau tunjukkan sertifikat lain.',
      en: 'Ask the issuer of the certificate, or present another one.',
      ban: 'Takenang ring sang sane ngamedalang sertifikat, utawi edengang sertifikat lianan.',
    },
  },
  'credential-expired': {
    texts: {
      id: 'Masa berlaku sertifikat sudah berakhir.',
      en: 'The certificate has expired.',
      ban: 'Galah sertifikat sampun telas.',
    },
    advice: {
      id: 'Perbarui sertifikat pada penerbitnya, lalu pindai lagi.',
      en: 'Renew the certificate with its issuer, then scan again.',
      ban: 'Anyarin sertifikat ring sang sane ngamedalang, raris pindai malih.',
    },
  },
  'credential-not-yet-valid': {
    texts: {
      id: 'Sertifikat ini belum berlaku.',
      en: 'The certificate is not valid yet.',
      ban: 'Sertifikat puniki durung mamurti.',
    },
    advice: {
      id: 'Datanglah kembali setelah sertifikat berlaku, atau tunjukkan sertifikat lain.',
      en: 'Come back once the certificate is valid, or present another one.',
      ban: 'Rauh malih risampune sertifikat mamurti, utawi edengang sertifikat lianan.',
    },
  },
  'credential-issuer-unknown': {
    texts: {
      id: 'Penerbit sertifikat tidak dikenal di sini.',
      en: 'The issuer of the certificate is not known here.',
      ban: 'Sang sane ngamedalang sertifikat nenten katauning driki.',
    },
    advice: {
      id: 'Tunjukkan sertifikat dari penerbit resmi, atau mintalah bantuan petugas.',
      en: 'Present a certificate of an official issuer, or ask the officer for help.',
      ban: 'Edengang sertifikat sane resmi, utawi nunas tulung ring petugas.',
    },
  },
  'credential-issuer-not-entitled': {
    texts: {
      id: 'Penerbit tidak berwenang menerbitkan sertifikat ini.',
      en: 'The issuer was not entitled to issue this certificate.',
      ban: 'Sang sane ngamedalang nenten madue wewenang ngamedalang sertifikat puniki.',
    },
    advice: {
      id: 'Tunjukkan sertifikat dari penerbit resmi, atau mintalah bantuan petugas.',
      en: 'Present a certificate of an official issuer, or ask the officer for help.',
      ban: 'Edengang sertifikat sane resmi, utawi nunas tulung ring petugas.',
    },
  },
  'credential-unreadable': {
    texts: {
      id: 'Kode ini bukan sertifikat kesehatan yang dapat dibaca.',
      en: 'This code is not a health certificate that can be read.',
      ban: 'Kode puniki nenten sertifikat kesehatan sane prasida kawacen.',
    },
    advice: bringAnother,
  },
  'credentials-of-different-people': {
    texts: {
      id: 'Sertifikat-sertifikat ini milik orang yang berbeda.',
      en: 'These certificates belong to different people.',
      ban: 'Sertifikat-sertifikat puniki duen anak sane malianan.',
    },
    advice: {
      id: 'Daftarkan setiap orang sendiri dengan sertifikatnya masing-masing.',
      en: 'Check in each person separately, with that person’s own certificates.',
      ban: 'Daftarang soang-soang antuk sertifikat niri-niri.',
    },
  },
  'nothing-matched': {
    texts: {
      id: 'Tidak ada aturan yang mengizinkan masuk dengan sertifikat ini.',
      en: 'No rule admits with these certificates.',
      ban: 'Nenten wenten uger-uger sane ngicen ngranjing antuk sertifikat puniki.',
    },
    advice: askOfficer,
  },
  'no-rules': {
    texts: {
      id: 'Aturan yang berlaku di sini tidak diketahui, jadi tidak ada yang boleh masuk.',
      en: 'The rules in force here are not known, so nobody may enter.',
      ban: 'Uger-uger ring genah puniki nenten kauningin, mawinan nenten dados ngranjing.',
    },
    advice: askOfficer,
  },
  'rule-failed': {
    texts: {
      id: 'Aturan yang berlaku tidak dapat dihitung untuk sertifikat ini.',
      en: 'The rules in force could not be evaluated for these certificates.',
      ban: 'Uger-uger nenten prasida kaetang antuk sertifikat puniki.',
    },
    advice: askOfficer,
  },
} as const satisfies Record<string, Wording>;

type OwnRule = keyof typeof wordings;

/** The same objects at every decision. */
const reasons = new Map<string, Reason>(
  Object.entries(wordings).map(([rule, wording]) => [rule, { rule, ...wording }]),
);

/** By the code of `@gapura/credentials`; a code that is not here left nothing to read. */
const rulesOfViolations = new Map<string, OwnRule>([
  ['signature-invalid', 'credential-tampered'],
  ['unsigned-member', 'credential-tampered'],
  ['chain-invalid', 'credential-tampered'],
  ['issuer-mismatch', 'credential-tampered'],
  ['revoked', 'credential-revoked'],
  ['denied', 'credential-revoked'],
  ['algorithm-mismatch', 'credential-tampered'],
  ['expired', 'credential-expired'],
  ['not-yet-valid', 'credential-not-yet-valid'],
  ['issuer-unknown', 'credential-issuer-unknown'],
  ['issuer-key-unusable', 'credential-issuer-unknown'],
  ['key-usage', 'credential-issuer-not-entitled'],
  ['outside-issuer-validity', 'credential-issuer-not-entitled'],
]);

export function findOwnReason(rule: string): Reason | null {
  return reasons.get(rule) ?? null;
}

export function ownReason(rule: OwnRule): Reason {
  return { rule, ...wordings[rule] };
}

/** Why credentials were refused, in clear words; the order of the codes does not matter. */
export function reasonsOfViolations(codes: readonly string[]): Reason[] {
  const wanted = new Set<string>(codes.map((code) => rulesOfViolations.get(code) ?? 'credential-unreadable'));
  return [...reasons.values()].filter(({ rule }) => wanted.has(rule));
}
