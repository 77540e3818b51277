import type { TrustEntry } from './trust/trust-store.ts';

/**
 * The two authorities below which the VDS-NC specimens of the corpora really hang, without which nothing could be verified
 * about those. Both keys are published by their states; each proves itself, for its SHA-1 is the key identifier that the
 * specimen's signer names. When they are valid is left out: neither is trusted by anything but tests.
 */
export const specimenAuthorities: readonly TrustEntry[] = [
  entryOf(
    'AU',
    '3617c1e7f56795712e3775708e55833186e9380e',
    'MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEA5Px4u6BkmBlCq4PyXHDaV9KDg1siTg9OImmoqdt4CPLl3llcuw5Dp0Yi0gT9FUmBzP' +
      'fdkR7U4q8cC4L70e/GyBK41AQU64bKkBDj2vXIldnOyxQ3LcNTvCOPany8ocx0y7iZFA/DqOh18tgyfhQEop/9q0mJMukDAfT1Zc9Enjg/Zsne' +
      'Nz9aUL+mkDUS4lNk1pBGbKuWYn83xGVXpaiUa5+k2weLCswKRBpkbES3riJNRvHwKWLIEp5mc17gcin1gL9/C5eZpR9JcKcgNHmdJCPGT+ntd3' +
      'XXLRQ3XzG7I4GuKcagbw3lB66nN4K1VnKWHmAUqJhQI2wJ5xaMh6l0E0ioHPnGl1l+pj8MpOV7L76Wq02kzDuXxiVbo/EhU/dJsppYOkqSrXYb' +
      'KyyLAQLyZkvsn8kvnUkqARK0APRXMKBNwoPKMqO/I8q8rYSzUCu0uzzRL9nTu3DKPqis2B9d1Sz8uUf3s6yKrufhawH3XXbA9qwnu79BmDkuLV' +
      '3U12kThb8Z/Vo+07P3WgGiztoDSaC6tLvu5d9LlvoFU/Y61T4uupmF80Uz0WcKzhjHu8tcq0Lp/UXj1szerwqrPZ0ZbKMOw8brJtiPUsX6Mcv+' +
      'QF4ir+RWqryE69NJZbiqH+/nF7Uj7wekU10uL8V2CyKkErRohNZwLKRzJorVlGkh6GkCAwEAAQ==',
  ),
  entryOf(
    'JP',
    '6ab4f29282bd9647f6ff2a02f7944d749e978463',
    'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEoc4jwnDoyj+pWS9XgmcKbmUZyaaoOx2KDJrve5NcE0A4LIOoE+o7n3KgqVhR1nOzZ+NPnsASHoNlUu' +
      'RK5Dmv95K61EBDrfJpXLHa5vx6GATbzVlcWnHJH24z8TL84jQ2',
  ),
];

function entryOf(country: string, keyId: string, spki: string): TrustEntry {
  const name = 'Passport authority (CSCA)';
  const always = { notBefore: null, notAfter: null, usages: null };
  return { scheme: 'vds-nc', keyId, issuer: '', country, name, spki, algorithm: 'X509', ...always, demo: false };
}
