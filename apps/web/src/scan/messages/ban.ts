import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: 'Pindai kode QR',
  close: 'Tutup',
  opening: 'Ngungkabang kamera… Durus icén ijin yéning peramban nakénang.',
  aim: 'Arahang kamera ring kode QR.',
  tooDark: 'Kalangkung peteng. Rereh genah sané galang utawi endihang lampu.',
  torchOn: 'Endihang lampu',
  torchOff: 'Padem lampu',
  choosePicture: 'Pilih gambar',
  readingPicture: 'Ngwacén gambar…',
  noCodeInPicture: 'Nénten wénten kode QR sané kawacén ring gambar puniki. Indayang gambar sané tiosan.',
  notAPicture: 'Berkas puniki nénten gambar.',
  retry: 'Indayang malih',
  denied: 'Kamera nénten kaicén ijin.',
  deniedAdvice:
    'Ungkab setelan situs puniki ring peramban, icén ijin Kamera, raris indayang malih. Dados taler milih gambar.',
  missing: 'Piranti puniki nénten madué kamera.',
  missingAdvice: 'Pilih gambar kode QR, utawi anggén pemindai.',
  busy: 'Kamera kantun kaanggén olih aplikasi tiosan.',
  busyAdvice: 'Tutup aplikasi tiosan sané nganggén kamera, raris indayang malih.',
  insecure: 'Kamera wantah dados kaanggén ring alamat https.',
  insecureAdvice: 'Ungkab halaman puniki antuk https://, utawi pilih gambar kode QR.',
  noReader: 'Pangwacén kode durung prasida kamuat.',
  noReaderAdvice: 'Cingak jaringan ragané, raris indayang malih.',
};
