import type { EmployeeContent, EmployeeView } from '@gapura/contract';
import { holdsPersonalNumber } from '@gapura/contract/personal-number';

export interface EmployeeDraft {
  name: string;
  unit: string;
  number: string;
  leavesOn: string;
}

export type EmployeeErrors = Partial<Record<'name' | 'unit' | 'number', true>>;

export function employeeDraftOf(employee?: EmployeeView): EmployeeDraft {
  const { name = '', unit = '', number = '', leavesOn = null } = employee ?? {};
  return { name, unit, number, leavesOn: leavesOn ?? '' };
}

/** The content that a draft makes, or all that is wrong with it at once. */
export function readEmployee(
  draft: EmployeeDraft,
): { readonly content: EmployeeContent } | { readonly errors: EmployeeErrors } {
  const [name, unit, number] = [draft.name.trim(), draft.unit.trim(), draft.number.trim()];
  const errors: EmployeeErrors = {
    ...(name.length < 2 || name.length > 80 || holdsPersonalNumber(name) ? { name: true } : {}),
    ...(unit.length > 80 || holdsPersonalNumber(unit) ? { unit: true } : {}),
    ...(number.length > 15 || holdsPersonalNumber(number) ? { number: true } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return { content: { name, unit, number, leavesOn: draft.leavesOn === '' ? null : draft.leavesOn } };
}
