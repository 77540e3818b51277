export { BerReader } from './ber.ts';
export { attemptEach, CmsFault, readOrFault } from './cms-fault.ts';
export { decodeCms } from './decode-cms.ts';
export { maxSignedDataBytes, parseSignedData, type SignedData } from './signed-data.ts';
export { assertSignedWith } from './verify-signature.ts';
export { assertInDate, verifySignedData, type VerifiedSigner } from './verify-signed-data.ts';
