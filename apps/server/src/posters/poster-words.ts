import type { Gate } from '../venues/index.ts';

/** What a poster says. Venue, gate and code come from the gate itself. */
export interface PosterWords {
  readonly headline: string;
  /** Who holds the phone: many visitors expect to be scanned. */
  readonly whoScans: string;
  readonly gateCode: string;
  readonly steps: readonly [string, string, string];
  readonly noPhone: Alternative;
  readonly unreadable: Alternative;
  readonly genuine: string;
}

interface Alternative {
  readonly question: string;
  readonly answer: string;
}

export type PosterLanguage = 'id' | 'en';

/** @param host the host of the gate's address, as people type it. */
export function posterWords(language: PosterLanguage, direction: Gate['direction'], host: string): PosterWords {
  const leaving = direction === 'out';
  return language === 'id' ? indonesian(leaving, host) : english(leaving, host);
}

function indonesian(leaving: boolean, host: string): PosterWords {
  return {
    headline: leaving ? 'Pindai untuk keluar' : 'Pindai untuk masuk',
    whoScans: 'Anda yang memindai kode ini, bukan petugas',
    gateCode: 'Kode pintu',
    steps: [
      'Buka kamera ponsel dan arahkan ke kode ini.',
      'Ketuk alamat yang muncul. Tidak perlu memasang aplikasi.',
      leaving
        ? 'Ketuk tombol keluar. Terima kasih atas kunjungan Anda.'
        : 'Ketuk tombol masuk, lalu tunjukkan layar hasilnya kepada petugas.',
    ],
    noPhone: {
      question: 'Tidak membawa ponsel?',
      answer: leaving
        ? 'Katakan kepada petugas bahwa Anda keluar.'
        : 'Tunjukkan kartu atau surat vaksin kepada petugas.',
    },
    unreadable: { question: 'Kode tidak terbaca?', answer: `Buka ${host} dan ketik kode pintu di atas.` },
    genuine:
      `Alamat yang asli dimulai dengan ${host}/G/ dan bertanda tangan digital; kode tiruan ditolak. ` +
      'Jika ponsel membuka alamat lain, jangan lanjutkan dan panggil petugas.',
  };
}

function english(leaving: boolean, host: string): PosterWords {
  return {
    headline: leaving ? 'Scan to leave' : 'Scan to enter',
    whoScans: 'You scan this code, not the officer',
    gateCode: 'Gate code',
    steps: [
      'Open your phone’s camera and point it at this code.',
      'Tap the address that appears. There is nothing to install.',
      leaving
        ? 'Tap the button to leave. Thank you for your visit.'
        : 'Tap the button to enter, then show the result to the officer.',
    ],
    noPhone: {
      question: 'No phone with you?',
      answer: leaving
        ? 'Tell the officer that you are leaving.'
        : 'Show your vaccination card or letter to the officer.',
    },
    unreadable: { question: 'The code cannot be read?', answer: `Open ${host} and type the gate code above.` },
    genuine:
      `The genuine address begins with ${host}/G/ and is digitally signed; forged codes are refused. ` +
      'If your phone opens another address, stop and call the officer.',
  };
}
