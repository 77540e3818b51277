import type { BadgeReply } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import { badgeAddress, digestCode } from './badge-code.ts';
import { drawBadges } from './badge-pdf.ts';
import type { PrintableBadge } from './badge-words.ts';
import type { EmployeesDeps, Keeper } from './deps.ts';
import { hasLeft, lastToday, type OpenedEmployee } from './present.ts';
import { getEmployee, openWhole, record, byName } from './roster.ts';
import { findBearers, getOrganisationName } from './store.ts';

/** The first badges that an organisation issued. */
export async function listBadges(
  deps: EmployeesDeps,
  organisationId: string,
  count: number,
): Promise<PrintableBadge[]> {
  const all = await openWhole(deps, organisationId);
  const first = all.toSorted((one, other) => (one.id < other.id ? -1 : 1)).slice(0, count);
  return printableBadges(deps, organisationId, first);
}

const badgesPerFile = 100;

/**
 * What a phone is told of the badge that it has scanned: where it counts, not whose it is.
 * @throws Problem badge-unknown
 */
export async function readBadge({ pool, keys, clock }: EmployeesDeps, code: string): Promise<BadgeReply> {
  const digest = digestCode(keys.codes, code);
  const bearer = (await findBearers(pool, [digest])).get(digest.toString('hex'));
  if (bearer === undefined || hasLeft(bearer.leavesOn, lastToday(clock()))) {
    throw new Problem('badge-unknown');
  }
  const { organisationId: id, organisationName: name, leavesOn } = bearer;
  return { organisation: { id, name }, leavesOn };
}

/** Which badges: of these employees or of all, of these those issued since, a hundred to a part. */
export interface BadgeChoice {
  /** Null: of all. */
  readonly ids: ReadonlySet<string> | null;
  readonly since: Date | null;
  readonly part: number;
}

/** @throws Problem employee-unknown where the part is empty */
export async function printBadges(deps: EmployeesDeps, keeper: Keeper, choice: BadgeChoice): Promise<Buffer> {
  const all = await openWhole(deps, keeper.organisationId);
  const today = lastToday(deps.clock());
  const wanted = all
    .filter(({ id }) => choice.ids === null || choice.ids.has(id))
    .filter(({ badgeIssuedAt }) => choice.since === null || badgeIssuedAt >= choice.since)
    .filter(({ leavesOn }) => !hasLeft(leavesOn, today))
    .toSorted(byName);
  const from = (choice.part - 1) * badgesPerFile;
  return print(deps, keeper, wanted.slice(from, from + badgesPerFile));
}

/** @throws Problem employee-unknown, employee-left */
export async function printBadge(deps: EmployeesDeps, keeper: Keeper, id: string): Promise<Buffer> {
  const employee = await getEmployee(deps, keeper, id);
  if (hasLeft(employee.leavesOn, lastToday(deps.clock()))) {
    throw new Problem('employee-left');
  }
  return print(deps, keeper, [employee]);
}

async function print(deps: EmployeesDeps, keeper: Keeper, employees: readonly OpenedEmployee[]): Promise<Buffer> {
  if (employees.length === 0) {
    throw new Problem('employee-unknown');
  }
  const deed = { keeper, action: 'roster.printed', subject: keeper.organisationId } as const;
  await record(deps, deps.pool, deed, { badges: employees.length });
  return drawBadges(await printableBadges(deps, keeper.organisationId, employees));
}

async function printableBadges(
  { pool, origin }: EmployeesDeps,
  organisationId: string,
  employees: readonly OpenedEmployee[],
): Promise<PrintableBadge[]> {
  const organisation = await getOrganisationName(pool, organisationId);
  return employees.map(({ name, unit, number, code }) => ({
    name,
    unit,
    number,
    organisation,
    address: badgeAddress(origin, code),
  }));
}
