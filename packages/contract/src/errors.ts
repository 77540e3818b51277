import { Type, type Static } from 'typebox';

/**
 * Every error the API can answer, with its HTTP status and a title in both languages. Codes never change their meaning;
 * titles may. A refusal at the gate is not an error: it is an answer with an outcome.
 */
export const errorCodes = {
  'body-invalid': [400, 'Data yang dikirim tidak sesuai.', 'The data sent does not fit this request.'],
  'body-not-json': [400, 'Data yang dikirim bukan JSON yang sah.', 'The body is not valid JSON.'],
  'body-too-large': [413, 'Data yang dikirim terlalu besar.', 'The body is too large.'],
  'media-type-unsupported': [415, 'Kirim data sebagai application/json.', 'Send the body as application/json.'],
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
  'organisation-unknown': [404, 'Instansi ini tidak ada.', 'There is no such organisation.'],
  'account-unknown': [404, 'Akun ini tidak ada.', 'There is no such account.'],
  'device-unknown': [404, 'Perangkat ini tidak ada.', 'There is no such device.'],
  'limit-above-capacity': [
    422,
    'Batas tidak boleh lebih besar dari kapasitas.',
    'The limit cannot be above the capacity.',
  ],
  'rate-limited': [429, 'Terlalu banyak permintaan. Tunggu sebentar.', 'Too many requests. Wait a moment.'],
  busy: [503, 'Server sedang sibuk. Coba lagi sebentar.', 'The server is busy. Try again in a moment.'],
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
  },
  { $id: 'Problem' },
);

export type ProblemReply = Static<typeof ProblemReply>;
