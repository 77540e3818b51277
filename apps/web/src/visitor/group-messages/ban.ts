import type { GroupMessages } from './id.ts';

export const messages = {
  title: 'Rombongan',
  lead: 'Punduhang sertifikat lan kartu ngantos 50 anak, umpami abis, raris check-in sareng-sareng.',
  emptyTitle: 'Durung wénten anak',
  emptyText:
    'Pindai sertifikat soang-soang anak siki-siki, kartu kertas taler. Makasami wantah kasimpen ring ponsel puniki ngantos rahina sané kapilih.',
  counter: (count: string, most: string) => `${count} saking pinih akéh ${most} anak`,
  scan: 'Pindai siki-siki',
  scanning: 'Arahang kaméra ring sertifikat salanturnyané.',
  addOwn: (count: number) => `Imbuhin ${count} anak sané kasimpen ring ponsel puniki`,
  joined: {
    kept: (name: string, count: number) => `${name} sampun ngranjing rombongan. Mangkin ${count} anak.`,
    more: (name: string, count: number) => `Sertifikat lianan saking ${name} sampun kaimbuhin. Tetep ${count} anak.`,
    known: (name: string, count: number) => `${name} sampun wénten ring rombongan. Tetep ${count} anak.`,
    full: (name: string, count: number) =>
      `Rombongan sampun ${count} anak; ${name} nénten kaimbuhin. Ngaryanin check-in kaping kalih.`,
  },
  members: 'Krama rombongan',
  removeNamed: (name: string) => `Medalang ${name} saking rombongan`,
  removed: (name: string) => `${name} sampun kamedalang.`,
  deleteOn: 'Apus rombongan puniki ring',
  deleteOnHint: 'Ring rahina punika daftar lan sertifikatnyané kaapus saking ponsel puniki, pinih lami 30 rahina.',
  deleteOnWrong: 'Pilih rahina pantaraning bénjang lan 30 rahina malih.',
  deleteNow: 'Apus rombongan mangkin',
  deleteQuestion: 'Apus makasami rombongan?',
  deleteText: (count: number) =>
    `${count} anak lan sertifikatnyané kaapus saking ponsel puniki. Kunjungan sané kantun mabuka tetep wénten.`,
  atGateNext: 'Sampun ring lawangan? Pindai poster ring kaca kapertama, raris pilih “Rombongan”.',
  choose: 'Sira sané ngranjing?',
  chooseAll: 'Pilih makasami',
  chooseNone: 'Puyungin pilihan',
  insideAlready: (count: number) => `${count} anak sampun ring tengah iriki lan nénten kapilih.`,
  checkIn: (count: number) => `Check-in rombongan: ${count} anak`,
  wholeOrNot:
    'Makasami ngranjing sareng utawi nénten pisan. Yéning genah nénten cukup, ragané prasida milih sira sané ngranjing dumun.',
  toGate: 'Ka kaca lawangan',
  gateProblem: 'Lawangan puniki nénten prasida kabuka saking iriki. Buka kaca lawangannyané mangda uning sangkanipun.',
} satisfies GroupMessages;
