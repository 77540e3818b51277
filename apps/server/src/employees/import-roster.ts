import type { EmployeeImportReport } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import type { EmployeesDeps, Keeper } from './deps.ts';
import { changeRoster, largestRoster, lockedLikenesses, record, writeEmployees } from './roster.ts';
import { readRosterTable } from './roster-table.ts';

/**
 * Enters all rows of a CSV file, or none; a dry run only tells what is wrong.
 * @throws Problem csv-invalid, roster-full
 */
export async function importRoster(
  deps: EmployeesDeps,
  keeper: Keeper,
  { csv, dryRun }: { readonly csv: Buffer; readonly dryRun: boolean },
): Promise<EmployeeImportReport> {
  return changeRoster(deps, async (client) => {
    const known = await lockedLikenesses(deps, client, keeper);
    const at = deps.clock();
    const { rows, contents, faults } = readRosterTable(csv, { known, now: at });
    if (known.size + rows > largestRoster) {
      throw new Problem('roster-full', { detail: `A roster holds ${largestRoster} employees at most.` });
    }
    if (dryRun) {
      return { dryRun, rows, faults: [...faults], importedAt: null };
    }
    if (faults.length > 0) {
      throw new Problem('csv-invalid', { csvFaults: faults });
    }
    await writeEmployees(deps, client, { keeper, contents, at });
    await record(
      deps,
      client,
      { keeper, action: 'roster.imported', subject: keeper.organisationId },
      { employees: rows },
    );
    return { dryRun, rows, faults: [], importedAt: at.toISOString() };
  });
}
