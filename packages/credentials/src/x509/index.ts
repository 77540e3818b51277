export { parseCertificate, type X509 } from './certificate.ts';
export { curveObjectIds, type CurveName } from './curves.ts';
export { contextTag, DerReader, tags, type DerElement } from './der.ts';
export { findPlainSignature } from './plain-signature.ts';
export { parsePublicKey, type CertificateKey } from './public-key.ts';
export {
  parseHashAlgorithm,
  parseSignatureAlgorithm,
  type CertificateSignatureAlgorithm,
  type HashName,
} from './signature-algorithm.ts';
export { readInstantMs, readInteger, readObjectId, readSmallInteger } from './values.ts';
