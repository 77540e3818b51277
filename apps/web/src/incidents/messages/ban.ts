import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: 'Kajadian',
  open: (count) => `${count} kajadian selem durung katangarin`,
  what: 'Wénten anak katulak antuk pikolih selem.',
  at: (time, place) => `${time} · ${place}`,
  attempts: (count, time) => `ping ${count} mrihin, sané pamuput ${time}`,
  note: 'Napi sané sampun kalaksanayang?',
  noteHint: 'Sampunang nulis wasta, NIK, utawi nomor télepon.',
  usualNotes: [
    'Nyantos ring jaba, Satgas sampun kahubungi',
    'Sampun kajemput petugas kesehatan',
    'Sampun budal nganggén masker',
  ],
  close: 'Tutup kajadian',
  noteShort: 'Tulis napi sané kalaksanayang, 3–300 aksara.',
  noteNumber: 'Sampunang nulis NIK utawi nomor télepon.',
  closed: 'Kajadian sampun katutup.',
  closedBy: (time, name) => `Katutup ${time} olih ${name}`,
  nobody: 'petugas',
};
