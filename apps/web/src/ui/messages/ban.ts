import type { UiMessages } from './id.ts';

export const messages = {
  home: 'Gapura, ka kaca pangawit',
  skip: 'Langsung ka daging',
  chooseLanguage: 'Pilih basa',
  languageFailed: 'Basa puniki durung prasida kamuat. Cingakin sambungan internet.',
  back: 'Mawali',
  close: 'Tutup',
  loading: 'Kantun ngamuat…',
  retry: 'Indayang malih',
  failed: 'Durung prasida',
  offline: 'Nenten wenten sambungan ka server. Cingakin internet, raris indayang malih.',
  unreadable: 'Pasaur server nenten prasida kawacén. Minab perlu ngranjing ka Wi-Fi dumun.',
  notFoundTitle: 'Kaca puniki nenten wenten',
  notFoundText: 'Cingakin alamatnyané, utawi kawitin saking kaca pangawit.',
  toStart: 'Ka kaca pangawit',
  roomFailedTitle: 'Kaca durung prasida kabuka',
  roomFailedText: 'Bagian puniki durung kasimpen ring piranti lan server nenten prasida kapanggih.',
  unexpected: 'Wénten sané nénten mamargi ring kaca puniki. Muat malih, utawi tunas wantuan ring petugas.',
  colours: { green: 'Gadang', yellow: 'Kuning', red: 'Barak', black: 'Selem' },
} satisfies UiMessages;
