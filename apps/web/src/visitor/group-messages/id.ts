export const messages = {
  title: 'Rombongan',
  lead: 'Kumpulkan sertifikat dan kartu sampai 50 orang, misalnya satu bus, lalu check-in sekaligus.',
  emptyTitle: 'Belum ada siapa-siapa',
  emptyText:
    'Pindai sertifikat setiap orang satu per satu, juga kartu kertas. Semua hanya disimpan di ponsel ini sampai tanggal yang Anda pilih.',
  counter: (count: string, most: string) => `${count} dari paling banyak ${most} orang`,
  scan: 'Pindai satu per satu',
  scanning: 'Arahkan kamera ke sertifikat berikutnya.',
  addOwn: (count: number) => `Tambahkan ${count} orang yang tersimpan di ponsel ini`,
  joined: {
    kept: (name: string, count: number) => `${name} masuk rombongan. Sekarang ${count} orang.`,
    more: (name: string, count: number) => `Sertifikat lain dari ${name} ditambahkan. Tetap ${count} orang.`,
    known: (name: string, count: number) => `${name} sudah ada di rombongan. Tetap ${count} orang.`,
    full: (name: string, count: number) =>
      `Rombongan sudah ${count} orang; ${name} tidak ditambahkan. Buat check-in kedua.`,
  },
  members: 'Anggota rombongan',
  removeNamed: (name: string) => `Keluarkan ${name} dari rombongan`,
  removed: (name: string) => `${name} dikeluarkan.`,
  deleteOn: 'Hapus rombongan ini pada',
  deleteOnHint: 'Pada tanggal itu daftar dan sertifikatnya dihapus dari ponsel ini, paling lama 30 hari.',
  deleteOnWrong: 'Pilih tanggal antara besok dan 30 hari lagi.',
  deleteNow: 'Hapus rombongan sekarang',
  deleteQuestion: 'Hapus seluruh rombongan?',
  deleteText: (count: number) =>
    `${count} orang dan sertifikatnya dihapus dari ponsel ini. Kunjungan yang masih terbuka tetap ada.`,
  atGateNext: 'Sudah di pintu? Pindai poster di halaman awal, lalu pilih “Rombongan”.',
  choose: 'Siapa yang masuk?',
  chooseAll: 'Pilih semua',
  chooseNone: 'Kosongkan pilihan',
  insideAlready: (count: number) => `${count} orang sudah di dalam sini dan tidak dipilih.`,
  checkIn: (count: number) => `Check-in rombongan: ${count} orang`,
  wholeOrNot:
    'Semua masuk bersama atau tidak sama sekali. Jika tempat tidak cukup, Anda dapat memilih siapa yang masuk dahulu.',
  toGate: 'Ke halaman pintu',
  gateProblem: 'Pintu ini tidak dapat dibuka dari sini. Buka halaman pintunya untuk melihat sebabnya.',
};

export type GroupMessages = typeof messages;
