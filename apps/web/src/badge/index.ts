export { findBadgeCode } from './find-badge-code.ts';
