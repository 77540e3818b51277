import type { TrustEntry } from '@gapura/credentials';

/** The corpus comes without keys. These are public, and trusted by nothing but the conformance run. */

const unbounded = { name: 'Corpus', notBefore: null, notAfter: null, usages: null, demo: true } as const;

/** Of key `11` the two certificates signed by it are proof: it is the only key that fits both signatures. */
export const whoKey: TrustEntry = {
  ...unbounded,
  scheme: 'hcert',
  keyId: 'MTE=',
  issuer: '',
  country: '',
  spki: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFDMpzOeGjkFpJ1mc9lo0884v/aVafspp7YkZo5TULw9g9/GngNing7+3ot1rJ5boEo27zvnT0WjblSmXGjbnuQ==',
  algorithm: 'ES256',
};

/** The public key that India published for `did:india`. */
export const indianKey: TrustEntry = {
  ...unbounded,
  scheme: 'divoc',
  keyId: 'did:india',
  issuer: 'https://cowin.gov.in/',
  country: 'IN',
  spki:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0i7R4XsyG3m6KD36qKEVxE+odCh68W2O4vLqh6SnsgItzvLYvJKPai+jEkf22FlPn0Qn' +
    'Go+Znyi6dw1lhvg9FGXqodv33yrqKhGLkQPeURaMnJidxktK/3QLXuv9HiKq9fSDLJyPBJEFCCCiZNTGgWM0dqq43/XRi+7IX3gWU68U6v/7EyOW' +
    '3U4ZgYUVlfwbUh6eKRan68/TObQua39oeUfDMhJa0NHnMXb1lq/vQIjEgGkOK5LLyz+X8ETUEhn8Qdx2SIORmftCPW4XO0UZmMHuGw9t+UUgniy5' +
    'BL8kmvtjpVRWFUliJFGBTvBZCO6gcoX5eXi8LytCg+mJ6EDO+QIDAQAB',
  algorithm: 'PS256',
};
