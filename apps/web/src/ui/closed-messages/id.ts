export const messages = {
  word: 'TUTUP',
  stillInside: 'masih di dalam',
  byOrder: 'Ditutup atas perintah pemerintah daerah.',
  byHours: 'Di luar jam buka.',
  opensAt: (time: string) => `Di luar jam buka, buka lagi pukul ${time}.`,
  reason: (reason: string) => `Alasan: ${reason}`,
};

export type ClosedMessages = typeof messages;
