export const messages = {
  title: 'Kartu pegawai',
  lead: 'Simpan sekali di ponsel ini. Setelah itu cukup pindai poster di pintu kantor.',
  noneTitle: 'Kartu tidak ditemukan',
  none: 'Pindai kode QR pada kartu pegawai Anda dengan kamera ponsel, atau dari halaman awal.',
  reading: 'Memeriksa kartu…',
  refusedTitle: 'Kartu ini tidak berlaku',
  refused: 'Kartu ini sudah diganti, atau masa kerjanya berakhir. Mintalah kartu baru kepada pengelola instansi Anda.',
  until: (date: string) => `Berlaku sampai ${date}.`,
  certificateFirst: 'Tambahkan sertifikat Anda',
  certificateFirstText: 'Pegawai diperiksa seperti semua orang. Sertifikat tetap di ponsel ini.',
  whose: 'Milik siapa kartu ini?',
  keep: 'Simpan di ponsel ini',
  choose: 'Pilih dahulu pemilik kartu',
  kept: 'Kartu tersimpan',
  keptText: (name: string, organisation: string) =>
    `${name} kini dihitung sebagai pegawai saat check-in di kantor ${organisation}.`,
  toStart: 'Ke halaman awal',
  badgeOf: (organisation: string) => `Pegawai ${organisation}`,
  remove: (organisation: string) => `Hapus kartu pegawai ${organisation}`,
  removed: 'Kartu pegawai dihapus dari ponsel ini.',
  undo: 'Batalkan',
};

export type BadgeMessages = typeof messages;
