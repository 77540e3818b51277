import type { CertLogicExpression } from 'certlogic-js';
import { dataAccesses, validateFormat } from 'certlogic-js/dist/validation/index.js';
import type { Fields } from './fields.ts';

const deepest = 32;

/** Checks a member that is logic: its form, and that it reads what exists. A misspelt path would be empty at every door. */
export function parseLogic(fields: Fields, name: string, exists: (path: string) => boolean): CertLogicExpression {
  const logic = fields.find(name);
  if (isDeeperThan(deepest, logic)) {
    fields.fault(name, `must not be nested deeper than ${deepest}`);
    return false;
  }
  const faults = logic === undefined ? [{ message: 'is missing' }] : validateFormat(logic);
  for (const { message } of faults) fields.fault(name, message);
  if (faults.length > 0) return false;
  const checked = logic as CertLogicExpression;
  for (const path of dataAccesses(checked)) {
    if (!exists(path)) fields.fault(name, `reads ${path}, which is not part of the evidence`);
  }
  return checked;
}

function isDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((member) => isDeeperThan(limit - 1, member));
}
