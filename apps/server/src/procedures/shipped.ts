import type { ProcedureStep, Situation } from '@gapura/contract';

/** What we ship for every organisation, in the order in which the situations are shown. */
export const shippedProcedures: Readonly<Record<Situation, readonly ProcedureStep[]>> = {
  green: [
    {
      id: 'Cocokkan kode di layar pengunjung dengan kode di layar ini.',
      en: 'Compare the code on the visitor’s screen with the code on this screen.',
    },
    { id: 'Persilakan masuk.', en: 'Let them in.' },
  ],
  yellow: [
    {
      id: 'Minta dokumen asli: kartu vaksin, hasil tes, atau surat dokter.',
      en: 'Ask for the original document: vaccination card, test result or doctor’s letter.',
    },
    { id: 'Cocokkan nama dan tanggal lahir dengan KTP.', en: 'Compare name and date of birth with the identity card.' },
    { id: 'Izinkan atau tolak, lalu pilih alasannya.', en: 'Let in or refuse, then choose the reason.' },
  ],
  red: [
    {
      id: 'Jelaskan alasannya dengan sopan, tanpa menyebutkannya di depan orang lain.',
      en: 'Explain the reason politely, and not in front of others.',
    },
    {
      id: 'Tanyakan apakah ada sertifikat lain atau bukti kertas.',
      en: 'Ask whether there is another certificate or a proof on paper.',
    },
    {
      id: 'Jika bukti kertas asli dan cocok dengan KTP: tekan “Izinkan dengan bukti kertas”.',
      en: 'If the paper is genuine and matches the identity card: press “Admit on paper proof”.',
    },
    {
      id: 'Jika tidak ada bukti: jangan beri masuk, tunjukkan tempat vaksinasi terdekat.',
      en: 'Without a proof: do not let them in; tell them where to get vaccinated nearby.',
    },
  ],
  black: [
    { id: 'Jaga jarak 2 meter dan pakai masker.', en: 'Keep 2 metres away and wear a mask.' },
    {
      id: 'Jangan beri masuk. Minta langsung pulang, jauh dari antrean; yang merasa sakit menunggu bantuan di luar.',
      en: 'Do not let them in. Ask them to go straight home, away from the queue; who feels ill waits outside for help.',
    },
    {
      id: 'Jangan sebutkan hasilnya di depan orang lain.',
      en: 'Do not say the result in front of others.',
    },
    { id: 'Hubungi pengelola dan Satgas.', en: 'Call the manager and the task force.' },
    {
      id: 'Setelah ditangani: tutup kejadian di layar ini dengan catatan, tanpa nama.',
      en: 'When it is taken care of: close the incident on this screen with a note, without a name.',
    },
  ],
  full: [
    { id: 'Minta menunggu di luar dengan jarak 1 meter.', en: 'Ask them to wait outside, 1 metre apart.' },
    { id: 'Persilakan mencoba lagi setelah ada yang keluar.', en: 'Let them try again when somebody has left.' },
    {
      id: 'Jika angka di layar tidak sesuai dengan isi ruangan: hitung ulang, lalu catat koreksi.',
      en: 'If the number on the screen does not match the room: count again, and enter a correction.',
    },
  ],
  closed: [
    {
      id: 'Sampaikan bahwa tempat ini tutup dan kapan buka lagi.',
      en: 'Say that the place is closed, and when it opens.',
    },
    {
      id: 'Jangan beri masuk siapa pun, juga yang hijau.',
      en: 'Let nobody in, not even green.',
    },
  ],
  unreadable: [
    { id: 'Minta menaikkan kecerahan layar dan membersihkannya.', en: 'Ask them to brighten and clean the screen.' },
    { id: 'Ratakan kertas, hindari pantulan cahaya, pindai lagi.', en: 'Flatten the paper, avoid glare, scan again.' },
    {
      id: 'Jika kode tetap tidak terbaca: minta sertifikat lain atau kartu vaksin.',
      en: 'If it still cannot be read: ask for another certificate or the vaccination card.',
    },
    {
      id: 'Jika hanya ada bukti kertas tanpa kode: perlakukan sebagai merah.',
      en: 'If there is only paper without a code: treat it as red.',
    },
  ],
};

export const situations = Object.keys(shippedProcedures) as readonly Situation[];
