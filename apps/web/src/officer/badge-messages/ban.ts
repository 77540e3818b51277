import type { BadgeMessages } from './id.ts';

export const messages: BadgeMessages = {
  hint: 'Pegawai: pindai dumun kartu pegawai, raris sertifikatnyane.',
  read: 'Kartu pegawai sampun kawacen',
  of: (organisation) => `Pegawai ${organisation}`,
  next: 'Mangkin pindai sertifikatnyane.',
  unknown: 'Kartu puniki nenten mamargi',
  unknownText: 'Anake puniki pacang kaetang dados tamiu. Pindai sertifikatnyane, utawi wangdeang.',
  unsure: 'Kartu durung prasida kapreksa; server sane mutusang rikala check-in.',
  cancel: 'Wangdeang kartu',
  lapsed: 'Kartu pegawai kalaliang, santukan nenten wenten sertifikat sane nyusul.',
  notOut: 'Yening medal, pindai sertifikatnyane, nenten kartu pegawai.',
  withBadge: 'pegawai',
};
