export const messages = {
  title: 'Boleh masuk sekarang?',
  lead: 'Pilih tempat tujuan. Sertifikat Anda diperiksa di ponsel ini dan tidak dikirim.',
  search: 'Cari tempat',
  searchHint: 'Nama atau alamat',
  area: 'Kecamatan atau kelurahan',
  everywhere: 'Semua wilayah',
  recent: 'Terakhir dikunjungi dari ponsel ini',
  found: 'Tempat',
  searching: 'Mencari…',
  nothingFound: 'Tidak ada tempat yang cocok',
  nothingFoundText: 'Coba kata yang lebih pendek, atau pilih wilayah lain.',
  more: 'Masih ada yang lain. Tambahkan kata, atau pilih wilayah yang lebih kecil.',
  insideOf: (inside: string, limit: string) => `${inside} dari ${limit} di dalam`,
  openNow: 'Buka sekarang',
  closedNow: 'Tutup sekarang',

  loadingVenue: 'Membuka aturan tempat ini',
  oldRules: 'Tidak ada sambungan. Ini aturan dan angka yang terakhir diketahui ponsel ini.',
  door: 'Pintunya sekarang',
  hours: (opens: string, closes: string) => `Jam buka ${opens}–${closes}`,
  alwaysOpen: 'Selalu buka',
  ordered: {
    close: 'Ditutup atas perintah pemerintah daerah.',
    limit: (limit: string) => `Dibatasi ${limit} orang atas perintah pemerintah daerah.`,
  },
  orderUntil: (until: string) => `Berlaku sampai ${until}.`,
  reasonGiven: (reason: string) => `Alasan: ${reason}`,
  orderSource: 'Lihat suratnya',
  longestStay: (minutes: number) =>
    minutes % 60 === 0 ? `Paling lama ${minutes / 60} jam di dalam.` : `Paling lama ${minutes} menit di dalam.`,
  allRules: 'Aturan yang berlaku sekarang',
  level: (level: string, area: string) => `Level ${level} di ${area}.`,

  who: 'Siapa yang akan pergi?',
  nobodyKept: 'Tambahkan sertifikat dahulu, supaya ponsel ini dapat menjawab.',
  chooseSomebody: 'Pilih siapa yang akan pergi.',
  checking: 'Memeriksa di ponsel ini…',
  verdicts: {
    admitted: 'Ya, sekarang boleh masuk',
    review: 'Setelah diperiksa petugas',
    refused: 'Tidak, sekarang belum boleh masuk',
    closed: 'Tidak sekarang: tempat ini tutup',
    full: 'Belum: tidak cukup tempat di dalam',
  },
  notAPass: 'Ini bukan izin masuk. Pintu memutuskan lagi saat Anda datang.',
  onlyServer:
    'Kasus, kontak erat, dan sertifikat yang baru dicabut hanya diketahui server; itu tidak ikut diperiksa di sini.',
  unverified: 'Keaslian sertifikat tidak diperiksa: halaman ini tidak dibuka lewat HTTPS.',
  oldIssuers: (at: string) => `Daftar penerbit terakhir diambil ${at}.`,
  unreadableRules:
    'Aturan tempat ini tidak dapat dihitung di ponsel ini. Muat ulang halaman, atau tanyakan kepada petugas.',
  visitors: { insideWord: 'pengunjung di dalam sekarang', fullWord: 'penuh bagi pengunjung' },
  noRules: 'Aturan tempat ini belum diketahui, jadi pintu belum menerima siapa pun.',
  otherPlace: 'Pilih tempat lain',
};

export type CheckMessages = typeof messages;
