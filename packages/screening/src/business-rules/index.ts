export type { BusinessRules } from './business-rule.ts';
export { answersOf, judgeAll, type Judgement } from './judge.ts';
export { parseBusinessRules } from './parse-business-rules.ts';
export { findBusinessReason } from './reason.ts';
