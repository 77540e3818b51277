import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: (venue) => `Papan ${venue}`,
  board: 'Papan',
  inside: 'ring jero',
  limit: (count) => `Wates ${count}`,
  visitors: 'Tamiu',
  employees: 'Pegawai',
  places: 'Genah sisa',
  states: { free: 'LINGGAH', nearly: 'MEH BEK', full: 'BEK', over: 'NGLANGKUNGIN WATES' },
  stale: 'DATA LAMI',
  age: (seconds) => `Data ${seconds} detik sané lintang`,
  ageMinutes: (minutes) => `Data ${minutes} menit sané lintang`,
  noConnection: 'Nénten masambung. Ngindayang malih…',
  screenMayDim: 'Layar puniki prasida padem ngraga: padem hemat daya.',
};
