import type { Reason, Texts } from '@gapura/contract';
import { badgeReasons } from './badge-reasons.ts';

/** Reasons of the door itself, beside those of the rule pack. */
export const doorReasons = {
  ...badgeReasons,
  'door.full': {
    rule: 'door.full',
    texts: {
      id: 'Tempat ini penuh.',
      en: 'This place is full.',
      ban: 'Genahe puniki sampun bek.',
    },
    advice: {
      id: 'Tunggu di luar sampai ada yang keluar, lalu coba lagi.',
      en: 'Wait outside until somebody leaves, then try again.',
      ban: 'Jantos dumun ring jaba ngantos wenten sane medal, raris coba malih.',
    },
  },
  'door.already-inside': {
    rule: 'door.already-inside',
    texts: {
      id: 'Sertifikat ini sudah tercatat di dalam tempat ini.',
      en: 'This certificate is already inside this place.',
      ban: 'Sertifikat puniki sampun kacatet ring tengah genahe puniki.',
    },
    advice: {
      id: 'Jika Anda tadi keluar tanpa check-out, minta petugas mencatat Anda keluar, lalu coba lagi.',
      en: 'If you left without checking out, ask the officer to check you out, then try again.',
      ban: 'Yening ragane sampun medal nenten check-out, tunasang petugas nyatet ragane medal, raris coba malih.',
    },
  },
  'door.closed': {
    rule: 'door.closed',
    texts: {
      id: 'Tempat ini sedang tutup.',
      en: 'This place is closed now.',
      ban: 'Genahe puniki kantun matutup.',
    },
    advice: {
      id: 'Datang lagi pada jam buka.',
      en: 'Come back during opening hours.',
      ban: 'Rauh malih ritatkala jam buka.',
    },
  },
  'door.ordered-closed': {
    rule: 'door.ordered-closed',
    texts: {
      id: 'Tempat ini ditutup atas perintah pemerintah daerah.',
      en: 'This place is closed by order of the local authority.',
      ban: 'Genahe puniki katutup antuk titah pamrentah daerah.',
    },
    advice: {
      id: 'Tempat ini baru menerima pengunjung setelah perintah dicabut.',
      en: 'It admits people again once the order is withdrawn.',
      ban: 'Genahe puniki nampi tamiu malih risampune titah kacabut.',
    },
  },
  'door.exit-only': {
    rule: 'door.exit-only',
    texts: {
      id: 'Pintu ini hanya untuk keluar.',
      en: 'This gate is an exit only.',
      ban: 'Kori puniki wantah anggen medal.',
    },
    advice: {
      id: 'Pindai poster di pintu masuk.',
      en: 'Scan the poster at an entrance.',
      ban: 'Pindai poster ring kori ngranjing.',
    },
  },
  'door.officer-refused': {
    rule: 'door.officer-refused',
    texts: {
      id: 'Petugas memutuskan Anda belum dapat masuk.',
      en: 'The officer decided that you cannot enter now.',
      ban: 'Petugas mutusang ragane durung dados ngranjing.',
    },
    advice: {
      id: 'Tanyakan alasannya kepada petugas di pintu.',
      en: 'Ask the officer at the gate for the reason.',
      ban: 'Takenang alasannyane ring petugas ring kori.',
    },
  },
} as const satisfies Record<string, Reason>;

export type DoorRule = keyof typeof doorReasons;

export const approvedAdvice: Texts = {
  id: 'Petugas sudah memeriksa. Silakan masuk.',
  en: 'The officer has checked. Please come in.',
  ban: 'Petugas sampun mreksa. Durus ngranjing.',
};
