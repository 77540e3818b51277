export const messages = {
  openingGate: 'Membuka pintu',
  forgedTitle: 'Bukan poster yang asli',
  forgedText: 'Tanda tangan pada kode ini tidak cocok. Poster mungkin palsu atau rusak.',
  unknownGateTitle: 'Pintu tidak dikenal',
  unknownGateText: (code: string) => `Tidak ada pintu dengan kode ${code}. Periksa kode pada poster.`,
  askOfficer: 'Tanyakan kepada petugas di pintu. Petugas dapat mencatat Anda tanpa ponsel.',
  gateFailedTitle: 'Pintu belum dapat dibuka',
  genuinePoster: 'Poster ini asli',
  offlineTitle: 'Tidak ada sambungan',
  offlineCheckIn:
    'Check-in dapat disimpan dan dikirim saat tersambung. Itu belum izin masuk: tunggu jawabannya, atau minta bantuan petugas.',
  retry: 'Coba lagi',
  gateNamed: (name: string) => `Pintu ${name.replace(/^pintu\s+/i, '')}`,
  closedNow: 'Tempat ini sedang tutup.',
  closedHours: (opens: string, closes: string) => `Tempat ini sedang tutup. Jam buka ${opens}–${closes}.`,
  exitGate: 'Ini pintu keluar. Tekan check-out, lalu silakan keluar.',
  exitGateNobody: 'Ini pintu keluar. Tidak ada kunjungan terbuka di ponsel ini.',
  rulesHere: 'Aturan di sini',

  occupancyLabel: 'Jumlah orang di dalam',
  insideNow: 'di dalam sekarang',
  fullNow: 'penuh',
  notLive: 'Angka ini mungkin sudah lama: sambungan langsung terputus.',

  whoComesIn: 'Siapa yang masuk?',
  comingAs: 'Masuk sebagai',
  kinds: { visitor: 'Pengunjung', employee: 'Pegawai' },
  checkIn: (count: number) => (count === 1 ? 'Check-in' : `Check-in ${count} orang`),
  chooseFirst: 'Pilih dahulu siapa yang masuk',
  addAnother: 'Tambah orang atau sertifikat',
  group: 'Rombongan sampai 50 orang',
  firstTimeTitle: 'Tambahkan sertifikat Anda',
  firstTimeText: 'Cukup sekali. Sertifikat diperiksa dan disimpan di ponsel ini.',
  withoutTitle: 'Saya tidak punya sertifikat',
  withoutText: 'Anda tetap dapat check-in. Sistem akan menjelaskan aturannya dan apa yang dapat dilakukan.',
  withoutButton: 'Lanjut tanpa sertifikat',

  withoutCertificate: 'Tanpa sertifikat',
  addCertificate: 'Tambah sertifikat',
  vaccination: (number: number, of: number | null) => `Vaksin, dosis ${number}${of === null ? '' : ` dari ${of}`}`,
  test: (kind: string, result: string) =>
    `Tes ${kind}, ${({ negative: 'negatif', positive: 'positif' } as Record<string, string>)[result] ?? 'hasil tidak jelas'}`,
  testKinds: { pcr: 'PCR', antigen: 'antigen', other: 'lain' } as Record<string, string>,
  others: { recovery: 'Sembuh dari COVID-19', exemption: 'Pengecualian vaksin', pass: 'Pas kesehatan' } as Record<
    string,
    string
  >,

  openVisits: 'Kunjungan yang masih terbuka',
  insideSince: (time: string) => `Di dalam sejak ${time}`,
  checkOut: (count: number) => (count === 1 ? 'Check-out' : `Check-out ${count} orang`),
  checkOutWaiting: 'Check-out belum terkirim. Anda boleh pergi; ponsel mengirimnya saat tersambung.',
};

export type VisitorMessages = typeof messages;
