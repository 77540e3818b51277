export { admissionOf } from './admission.ts';
export type { Colour, Decision, Reason, Source, Texts } from './decision.ts';
export type { Evidence } from './evidence.ts';
export { findRule } from './find-rule.ts';
export { identityOf } from './identity.ts';
export type { Fault } from './fields.ts';
export { parseRulePack, type ParsedRulePack } from './parse-rule-pack.ts';
export type { Admission, Category, Limit, Rule, RulePack } from './rule-pack.ts';
export { screen, type ScreenOptions } from './screen.ts';
