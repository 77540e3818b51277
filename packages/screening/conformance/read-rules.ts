import { parseBusinessRules, type BusinessRules } from '../src/business-rules/index.ts';
import { Fields, type Fault } from '../src/fields.ts';

interface PublishedRules {
  readonly country: string;
  readonly valueSets: unknown;
  readonly rules: readonly unknown[];
}

/** @returns the rules as a pack would hold them, or what is wrong with them */
export function readRules(published: PublishedRules): BusinessRules | string {
  const faults: Fault[] = [];
  const set = parseBusinessRules(new Fields(published, '', faults), []);
  return faults.length === 0 ? set : faults.map(({ path, message }) => `${path} ${message}`).join('; ');
}
