export const messages = {
  home: 'Gapura, ke halaman awal',
  skip: 'Langsung ke isi',
  chooseLanguage: 'Pilih bahasa',
  languageFailed: 'Bahasa ini belum dapat dimuat. Periksa sambungan.',
  back: 'Kembali',
  close: 'Tutup',
  loading: 'Memuat…',
  retry: 'Coba lagi',
  failed: 'Belum berhasil',
  offline: 'Tidak ada sambungan ke server. Periksa internet, lalu coba lagi.',
  unreadable: 'Jawaban server tidak dapat dibaca. Mungkin Anda perlu masuk ke Wi-Fi terlebih dahulu.',
  notFoundTitle: 'Halaman ini tidak ada',
  notFoundText: 'Periksa alamatnya, atau mulai dari halaman awal.',
  toStart: 'Ke halaman awal',
  roomFailedTitle: 'Halaman belum dapat dibuka',
  roomFailedText: 'Bagian ini belum tersimpan di perangkat dan server tidak terjangkau.',
  unexpected: 'Ada yang gagal di halaman ini. Muat ulang, atau minta bantuan petugas.',
  colours: { green: 'Hijau', yellow: 'Kuning', red: 'Merah', black: 'Hitam' },
};

export type UiMessages = typeof messages;
