export const messages = {
  title: 'Yang harus dilakukan',
  done: (count: number, all: number) => `${count} dari ${all} langkah`,
  situations: {
    green: 'Hijau',
    yellow: 'Kuning',
    red: 'Merah',
    black: 'Hitam',
    full: 'Penuh',
    closed: 'Tutup',
    unreadable: 'Kode tidak terbaca',
  },
};
