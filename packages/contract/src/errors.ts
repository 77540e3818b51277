import { Type, type Static } from 'typebox';
import { CsvFault } from './cards.ts';

/**
 * Every error the API can answer, with its HTTP status and a title in both languages. Codes never change their meaning;
 * titles may. A refusal at the gate is not an error: it is an answer with an outcome.
 */
export const errorCodes = {
  'body-invalid': [400, 'Data yang dikirim tidak sesuai.', 'The data sent does not fit this request.'],
  'body-not-json': [400, 'Data yang dikirim bukan JSON yang sah.', 'The body is not valid JSON.'],
  'body-too-deep': [400, 'Data yang dikirim bersarang terlalu dalam.', 'The body is nested too deeply.'],
  'body-too-large': [413, 'Data yang dikirim terlalu besar.', 'The body is too large.'],
  'media-type-unsupported': [
    415,
    'Jenis isi ini tidak diterima di alamat ini.',
    'This address does not take a body of that media type.',
  ],
  'parameter-invalid': [
    400,
    'Alamat atau parameternya tidak sesuai.',
    'A part of the address or a parameter does not fit.',
  ],
  'not-found': [404, 'Alamat ini tidak ada.', 'There is nothing at this address.'],
  'origin-refused': [403, 'Permintaan datang dari situs lain.', 'The request comes from another site.'],
  'sign-in-required': [401, 'Silakan masuk terlebih dahulu.', 'Please sign in first.'],
  'sign-in-failed': [401, 'Nama atau kata sandi salah.', 'The name or the password is wrong.'],
  'permission-missing': [403, 'Anda tidak berwenang melakukan ini.', 'You are not allowed to do this.'],
  'gate-unknown': [
    404,
    'Pintu dengan kode ini tidak ada. Periksa kode pada poster.',
    'There is no gate with this code. Check the code on the poster.',
  ],
  'gate-signature-invalid': [
    422,
    'Kode ini bukan poster Gapura yang asli. Panggil petugas.',
    'This code is not a genuine poster. Please call the officer.',
  ],
  'gate-closed': [409, 'Pintu ini sedang ditutup.', 'This gate is closed.'],
  'venue-unknown': [404, 'Tempat ini tidak ada.', 'There is no such venue.'],
  'visit-unknown': [404, 'Kunjungan ini tidak ada.', 'There is no such visit.'],
  'visit-token-invalid': [403, 'Kode kunjungan ini salah.', 'The token of this visit is wrong.'],
  'check-in-unknown': [404, 'Check-in ini tidak ada.', 'There is no such check-in.'],
  'event-conflict': [
    409,
    'Nomor kejadian ini sudah dipakai untuk permintaan lain. Ulangi dengan nomor baru.',
    'This event id was used for a different request. Try again with a new one.',
  ],
  'review-decided': [409, 'Pemeriksaan ini sudah diputuskan.', 'This review is already decided.'],
  'review-expired': [
    409,
    'Pemeriksaan ini sudah kedaluwarsa. Minta pengunjung check-in lagi.',
    'This review has expired. Ask the visitor to check in again.',
  ],
  'correction-unknown': [404, 'Koreksi ini tidak ada di pintu ini.', 'There is no such correction at this gate.'],
  'correction-undone': [409, 'Koreksi ini sudah dibatalkan.', 'This correction was undone already.'],
  'correction-final': [
    409,
    'Koreksi hanya dapat dibatalkan dalam 60 detik. Buat koreksi baru.',
    'A correction can be undone within 60 seconds only. Make a new one.',
  ],
  'proof-mismatch': [
    422,
    'Hasil merah hanya dapat diizinkan dengan bukti; hasil kuning tanpa bukti.',
    'A red check-in is admitted on a proof only, and a yellow one without.',
  ],
  'reason-names-person': [
    422,
    'Jangan tulis NIK atau nomor telepon. Tulis alasannya saja.',
    'Do not write an identity or phone number. Write the reason only.',
  ],
  'lease-unknown': [404, 'Jatah tempat ini tidak ada di pintu ini.', 'There is no such lease at this gate.'],
  'lease-closed': [
    409,
    'Jatah tempat ini sudah dikembalikan atau berakhir.',
    'This lease was returned already or has ended.',
  ],
  'persons-repeated': [422, 'Orang yang sama tercantum dua kali.', 'The same person is listed twice.'],
  'invitation-invalid': [
    410,
    'Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.',
    'This link was used or has expired. Ask for a new one.',
  ],
  'pairing-invalid': [
    410,
    'Kode pemasangan ini sudah dipakai atau kedaluwarsa.',
    'This pairing code was used or has expired.',
  ],
  'name-taken': [409, 'Nama ini sudah dipakai.', 'This name is already taken.'],
  'password-weak': [
    422,
    'Kata sandi terlalu mudah ditebak. Pakai sedikitnya 12 huruf.',
    'The password is too easy to guess. Use at least 12 characters.',
  ],
  'passkey-invalid': [422, 'Passkey ini tidak dapat dipakai.', 'This passkey cannot be used.'],
  'second-factor-required': [
    403,
    'Langkah ini memerlukan faktor kedua. Masuk dengan passkey, atau masukkan kode dari aplikasi autentikator.',
    'This step needs a second factor. Sign in with a passkey, or enter the code of your authenticator app.',
  ],
  'second-factor-invalid': [
    422,
    'Kode ini salah atau sudah dipakai. Tunggu kode berikutnya.',
    'This code is wrong or was used. Wait for the next one.',
  ],
  'second-factor-missing': [
    409,
    'Akun ini belum memiliki aplikasi autentikator. Daftarkan terlebih dahulu.',
    'This account has no authenticator app yet. Set one up first.',
  ],
  'issuer-unknown': [
    404,
    'Instansi ini tidak berwenang menerbitkan kartu. Minta hak itu kepada admin.',
    'This organisation has no right to issue cards. Ask an admin for it.',
  ],
  'card-request-unknown': [404, 'Permintaan kartu ini tidak ada.', 'There is no such card request.'],
  'card-request-own': [
    403,
    'Permintaan sendiri tidak boleh diputuskan sendiri. Mintalah orang kedua.',
    'Nobody decides about an own request. Ask a second person.',
  ],
  'card-request-decided': [409, 'Permintaan kartu ini sudah diputuskan.', 'This card request is already decided.'],
  'card-content-invalid': [422, 'Isi kartu belum benar.', 'What the card is to say is not right yet.'],
  'card-batch-unknown': [404, 'Kumpulan permintaan ini tidak ada.', 'There is no such batch of requests.'],
  'card-limit-reached': [
    429,
    'Batas penerbitan kartu sudah tercapai. Coba lagi nanti.',
    'The limit of cards has been reached. Try again later.',
  ],
  'card-unknown': [404, 'Kartu ini tidak ada.', 'There is no such card.'],
  'card-revoked': [409, 'Kartu ini sudah dicabut.', 'This card is revoked already.'],
  'card-not-issued': [
    409,
    'Kartu ini belum terbit: permintaannya belum disetujui.',
    'This card has not been issued: its request is not approved.',
  ],
  'card-forgotten': [
    410,
    'Data kartu ini sudah dihapus, sehingga tidak dapat dicetak lagi.',
    'The data of this card has been deleted, so it cannot be printed any more.',
  ],
  'csv-invalid': [
    422,
    'Berkas CSV berisi kesalahan; tidak ada yang disimpan.',
    'The CSV file has faults; nothing was kept.',
  ],
  'employee-unknown': [404, 'Pegawai ini tidak ada dalam daftar.', 'There is no such employee on the roster.'],
  'employee-content-invalid': [
    422,
    'Data pegawai belum benar.',
    'What is entered about the employee is not right yet.',
  ],
  'employee-known': [
    409,
    'Pegawai dengan nama, unit, dan nomor ini sudah ada. Beri nomor untuk membedakannya.',
    'An employee with this name, unit and number is on the roster already. Add a number to tell them apart.',
  ],
  'employee-left': [
    409,
    'Pegawai ini sudah berhenti, sehingga tidak memerlukan kartu.',
    'This employee has left and needs no badge.',
  ],
  'roster-full': [409, 'Daftar pegawai sudah penuh.', 'The roster is full.'],
  'badge-unknown': [
    404,
    'Kartu pegawai ini tidak berlaku. Mintalah kartu baru kepada pengelola.',
    'This badge does not count. Ask your manager for a new one.',
  ],
  'confirmation-wrong': [
    422,
    'Nama instansi yang diketik tidak sama.',
    'The name of the organisation that was typed is another one.',
  ],
  'organisation-unknown': [404, 'Instansi ini tidak ada.', 'There is no such organisation.'],
  'account-unknown': [404, 'Akun ini tidak ada.', 'There is no such account.'],
  'device-unknown': [404, 'Perangkat ini tidak ada.', 'There is no such device.'],
  'limit-above-capacity': [
    422,
    'Batas tidak boleh lebih besar dari kapasitas.',
    'The limit cannot be above the capacity.',
  ],
  'area-unknown': [422, 'Wilayah ini tidak dikenal.', 'There is no such area.'],
  'regime-past': [
    422,
    'Waktu mulai sudah lewat. Pilih sekarang atau waktu yang akan datang.',
    'The beginning has passed. Choose now or a later time.',
  ],
  'regime-entry-unknown': [
    404,
    'Ketentuan ini tidak ada atau sudah dicabut.',
    'There is no such entry, or it was withdrawn already.',
  ],
  'order-invalid': [
    422,
    'Perintah ini tidak lengkap: batas hanya untuk perintah batas, dan akhirnya setelah mulainya.',
    'This order does not fit together: a limit belongs to a limit order only, and the end comes after the beginning.',
  ],
  'rule-pack-unknown': [404, 'Paket aturan ini tidak ada.', 'There is no such rule pack.'],
  'rule-pack-known': [
    409,
    'Versi paket aturan ini sudah ada. Naikkan nomor versinya.',
    'This version of the rule pack exists already. Give it a higher version.',
  ],
  'rule-pack-invalid': [
    422,
    'Paket aturan ini berisi kesalahan; tidak ada yang disimpan.',
    'The rule pack has faults; nothing was kept.',
  ],
  'exposure-person-unknown': [
    422,
    'Sertifikat ini tidak dapat diverifikasi, jadi orangnya tidak dapat dicatat.',
    'This certificate cannot be verified, so the person cannot be entered.',
  ],
  'exposure-persons-differ': [
    422,
    'Sertifikat-sertifikat ini milik orang yang berbeda. Catat setiap orang sendiri.',
    'These certificates belong to different people. Enter each person separately.',
  ],
  'exposure-date-invalid': [422, 'Tanggal harus dalam 30 hari terakhir.', 'The date must be one of the last 30 days.'],
  'exposure-later-stands': [
    409,
    'Orang ini sudah tercatat dengan tanggal yang lebih baru. Ganti catatan itu hanya bila tanggalnya salah.',
    'This person is entered with a later date already. Replace that entry only if its date is wrong.',
  ],
  'exposure-unknown': [404, 'Kasus ini tidak ada atau sudah berakhir.', 'There is no such case, or it has ended.'],
  'incident-unknown': [404, 'Kejadian ini tidak ada.', 'There is no such incident.'],
  'incident-closed': [409, 'Kejadian ini sudah selesai ditangani.', 'This incident is closed already.'],
  'rate-limited': [429, 'Terlalu banyak permintaan. Tunggu sebentar.', 'Too many requests. Wait a moment.'],
  busy: [503, 'Server sedang sibuk. Coba lagi sebentar.', 'The server is busy. Try again in a moment.'],
  'server-stopping': [503, 'Server ini sedang berhenti.', 'This server is stopping.'],
  'admissions-stopped': [
    503,
    'Tempat ini berhenti menerima orang karena hitungannya perlu diperiksa. Hubungi pengelola sistem.',
    'This place has stopped admitting people because its count has to be examined. Call the operator of the system.',
  ],
  'storage-unavailable': [
    503,
    'Penyimpanan sedang tidak tersedia. Coba lagi; tidak ada yang hilang.',
    'Storage is not available now. Try again; nothing is lost.',
  ],
  'internal-error': [500, 'Ada kesalahan pada server.', 'Something went wrong on the server.'],
} as const satisfies Record<string, readonly [status: number, id: string, en: string]>;

export type ErrorCode = keyof typeof errorCodes;

export const ProblemReply = Type.Object(
  {
    type: Type.String({ description: 'A URI reference naming the error: `/api/problems#<code>` (RFC 9457 §3.1.1).' }),
    code: Type.Unsafe<ErrorCode>({ type: 'string', enum: Object.keys(errorCodes) }),
    title: Type.String({ description: 'In the language of the Accept-Language header, Indonesian first.' }),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
    retryAfterSeconds: Type.Optional(Type.Integer()),
    csvFaults: Type.Optional(Type.Array(CsvFault)),
  },
  { $id: 'Problem' },
);

export type ProblemReply = Static<typeof ProblemReply>;
