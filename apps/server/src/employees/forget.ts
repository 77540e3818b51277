import { keepAfterLeavingDays } from './content.ts';
import type { EmployeesDeps } from './deps.ts';
import { deleteLongGone } from './store.ts';

/** Deletes everything about those who left long enough ago. */
export function forgetLeavers({ pool, clock }: Pick<EmployeesDeps, 'pool' | 'clock'>): Promise<number> {
  return deleteLongGone(pool, clock(), keepAfterLeavingDays);
}
