export { revocationCompile } from './revocation-compile.ts';
export { trustCompile } from './trust-compile.ts';
export { trustKey } from './trust-key.ts';
export { trustShow, trustVerify } from './trust-show.ts';
