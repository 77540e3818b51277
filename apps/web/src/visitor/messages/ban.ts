import type { VisitorMessages } from './id.ts';

export const messages = {
  openingGate: 'Kantun ngabuka lawangan',
  forgedTitle: 'Boya poster sané jati',
  forgedText: 'Tanda tangan ring kode puniki nénten cocok. Minab poster puniki palsu utawi usak.',
  unknownGateTitle: 'Lawangan nénten kauningin',
  unknownGateText: (code: string) => `Nénten wénten lawangan antuk kode ${code}. Cingakin kode ring poster.`,
  askOfficer: 'Takénang ring petugas lawangan. Petugas prasida nyatet ragané tanpa ponsel.',
  gateFailedTitle: 'Lawangan durung prasida kabuka',
  genuinePoster: 'Poster puniki jati',
  offlineTitle: 'Nénten wénten sambungan',
  offlineCheckIn:
    'Check-in prasida kasimpen lan kakirim ri kala wénten sambungan. Punika durung dados ngranjing: jantos pasauré, utawi tunas wantuan ring petugas.',
  retry: 'Indayang malih',
  gateNamed: (name: string) => `Lawangan ${name.replace(/^pintu\s+/i, '')}`,
  closedNow: 'Genahé puniki kantun matutup.',
  closedHours: (opens: string, closes: string) => `Genahé puniki kantun matutup. Mabuka jam ${opens}–${closes}.`,
  exitGate: 'Puniki lawangan medal. Tekan check-out, raris durus medal.',
  exitGateNobody: 'Puniki lawangan medal. Nénten wénten kunjungan sané kantun mabuka ring ponsel puniki.',
  rulesHere: 'Awig-awig iriki',

  occupancyLabel: 'Akéh anak ring tengah',
  insideNow: 'ring tengah mangkin',
  fullNow: 'bek',
  notLive: 'Angka puniki minab sampun lami: sambungan langsung pegat.',

  whoComesIn: 'Sira sané ngranjing?',
  comingAs: 'Ngranjing dados',
  kinds: { visitor: 'Tamiu', employee: 'Pegawé' },
  checkIn: (count: number) => (count === 1 ? 'Check-in' : `Check-in ${count} anak`),
  chooseFirst: 'Pilih dumun sira sané ngranjing',
  addAnother: 'Imbuhin anak utawi sertifikat',
  group: 'Rombongan ngantos 50 anak',
  firstTimeTitle: 'Imbuhin sertifikat ragané',
  firstTimeText: 'Apisan kémanten. Sertifikat kaparesa lan kasimpen ring ponsel puniki.',
  withoutTitle: 'Tiang nénten maduwé sertifikat',
  withoutText: 'Ragané prasida taler check-in. Sistem pacang nerangang awig-awig lan napi sané patut kalaksanayang.',
  withoutButton: 'Lanturang tanpa sertifikat',

  withoutCertificate: 'Tanpa sertifikat',
  addCertificate: 'Imbuhin sertifikat',
  vaccination: (number: number, of: number | null) => `Vaksin, dosis ${number}${of === null ? '' : ` saking ${of}`}`,
  test: (kind: string, result: string) =>
    `Tés ${kind}, ${({ negative: 'négatif', positive: 'positif' } as Record<string, string>)[result] ?? 'asil nénten galang'}`,
  testKinds: { pcr: 'PCR', antigen: 'antigén', other: 'tiosan' },
  others: { recovery: 'Kenak saking COVID-19', exemption: 'Kalepas saking vaksin', pass: 'Pas kaséhatan' },

  openVisits: 'Kunjungan sané kantun mabuka',
  insideSince: (time: string) => `Ring tengah ngawit ${time}`,
  checkOut: (count: number) => (count === 1 ? 'Check-out' : `Check-out ${count} anak`),
  checkOutWaiting: 'Check-out durung kakirim. Ragané dados mamargi; ponsel ngirim ri kala wénten sambungan.',
} satisfies VisitorMessages;
