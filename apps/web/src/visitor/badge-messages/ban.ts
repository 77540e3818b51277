import type { BadgeMessages } from './id.ts';

export const messages: BadgeMessages = {
  title: 'Kartu pegawai',
  lead: 'Simpen apisan ring ponsel puniki. Salanturnyane wantah pindai poster ring kori kantor.',
  noneTitle: 'Kartu nenten kapanggih',
  none: 'Pindai kode QR ring kartu pegawai ragane antuk kamera ponsel, utawi saking kaca kapertama.',
  reading: 'Mreksa kartu…',
  refusedTitle: 'Kartu puniki nenten mamargi',
  refused:
    'Kartu puniki sampun kagentosin, utawi masa makaryane sampun puput. Tunas kartu anyar ring pengelola instansi.',
  until: (date) => `Mamargi ngantos ${date}.`,
  certificateFirst: 'Wewehin sertifikat ragane',
  certificateFirstText: 'Pegawai kapreksa sakadi sareng sami. Sertifikat tetep ring ponsel puniki.',
  whose: 'Duwen sira kartu puniki?',
  keep: 'Simpen ring ponsel puniki',
  choose: 'Pilih dumun sane madruwe kartu',
  kept: 'Kartu sampun kasimpen',
  keptText: (name, organisation) =>
    `${name} mangkin kaetang dados pegawai rikala check-in ring kantor ${organisation}.`,
  toStart: 'Ka kaca kapertama',
  badgeOf: (organisation) => `Pegawai ${organisation}`,
  remove: (organisation) => `Usap kartu pegawai ${organisation}`,
  removed: 'Kartu pegawai sampun kausap saking ponsel puniki.',
  undo: 'Wangdeang',
};
