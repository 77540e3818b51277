export { examine, type Finding, type Known } from './examine.ts';
export { getIssuers, type Issuers } from './issuers.ts';
