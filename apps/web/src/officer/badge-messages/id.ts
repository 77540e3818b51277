export const messages = {
  hint: 'Pegawai: pindai kartu pegawai dahulu, lalu sertifikatnya.',
  read: 'Kartu pegawai terbaca',
  of: (organisation: string) => `Pegawai ${organisation}`,
  next: 'Sekarang pindai sertifikatnya.',
  unknown: 'Kartu ini tidak berlaku',
  unknownText: 'Orang ini akan dihitung sebagai pengunjung. Pindai sertifikatnya, atau batalkan.',
  unsure: 'Kartu belum dapat diperiksa; server memutuskan saat check-in.',
  cancel: 'Batalkan kartu',
  lapsed: 'Kartu pegawai dilupakan, karena tidak ada sertifikat yang menyusul.',
  notOut: 'Untuk keluar, pindai sertifikatnya, bukan kartu pegawai.',
  withBadge: 'pegawai',
};

export type BadgeMessages = typeof messages;
