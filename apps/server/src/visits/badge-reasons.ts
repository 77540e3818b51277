import type { Reason } from '@gapura/contract';

/** Why somebody who came as an employee is counted as a visitor. None of them refuses anybody. */
export const badgeReasons = {
  'door.badge-missing': {
    rule: 'door.badge-missing',
    texts: {
      id: 'Tanpa kartu pegawai, Anda dihitung sebagai pengunjung.',
      en: 'Without an employee badge you are counted as a visitor.',
      ban: 'Tanpa kartu pegawai, ragane kaetang dados tamiu.',
    },
    advice: {
      id: 'Pindai kartu pegawai sekali dengan ponsel ini, atau tunjukkan kepada petugas sebelum check-in.',
      en: 'Scan your badge once with this phone, or show it to the officer before you check in.',
      ban: 'Pindai kartu pegawai apisan antuk ponsel puniki, utawi edengang ring petugas sadurung check-in.',
    },
  },
  'door.badge-unknown': {
    rule: 'door.badge-unknown',
    texts: {
      id: 'Kartu pegawai ini tidak berlaku lagi. Anda dihitung sebagai pengunjung.',
      en: 'This employee badge does not count any more. You are counted as a visitor.',
      ban: 'Kartu pegawai puniki nenten mamargi malih. Ragane kaetang dados tamiu.',
    },
    advice: {
      id: 'Mintalah kartu baru kepada pengelola instansi Anda, lalu pindai sekali.',
      en: 'Ask your organisation’s manager for a new badge, and scan it once.',
      ban: 'Tunas kartu anyar ring pengelola instansi ragane, raris pindai apisan.',
    },
  },
  'door.badge-expired': {
    rule: 'door.badge-expired',
    texts: {
      id: 'Masa kerja pada kartu ini sudah berakhir. Anda dihitung sebagai pengunjung.',
      en: 'The last day of work on this badge is over. You are counted as a visitor.',
      ban: 'Masa makarya ring kartu puniki sampun puput. Ragane kaetang dados tamiu.',
    },
    advice: {
      id: 'Jika ini keliru, hubungi pengelola instansi Anda.',
      en: 'If that is wrong, ask your organisation’s manager.',
      ban: 'Yening puniki iwang, tunas ring pengelola instansi ragane.',
    },
  },
  'door.badge-elsewhere': {
    rule: 'door.badge-elsewhere',
    texts: {
      id: 'Kartu ini dari instansi lain. Di sini Anda dihitung sebagai pengunjung.',
      en: 'This badge is of another organisation. Here you are counted as a visitor.',
      ban: 'Kartu puniki saking instansi lianan. Iriki ragane kaetang dados tamiu.',
    },
    advice: { id: '', en: '', ban: '' },
  },
} as const satisfies Record<string, Reason>;
