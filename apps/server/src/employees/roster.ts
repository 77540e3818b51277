import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type {
  EmployeeChangeRequest,
  EmployeeContent,
  EmployeeSearchRequest,
  EmployeesReply,
  EmployeeView,
} from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { inTransaction, type Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { createWorkLimit } from '../http/work-limit.ts';
import { createBadgeCode, digestCode } from './badge-code.ts';
import { findFaults, likenessOf, normaliseContent, openEmployee, sealEmployee } from './content.ts';
import type { EmployeesDeps, Keeper } from './deps.ts';
import { presentEmployee, type OpenedEmployee } from './present.ts';
import {
  deleteEmployee,
  findEmployee,
  insertEmployees,
  listEmployees,
  lockRoster,
  replaceBadge,
  updateEmployee,
  type EmployeeRow,
} from './store.ts';

const pageSize = 100;
export const largestRoster = 10_000;
/** Opening a sealed row takes about 50 µs; check-ins go on between so many of them. */
const openedAtOnce = 100;
/** A large roster takes half a second to open; whoever changes one holds a connection meanwhile, and the door needs them. */
const rosters = createWorkLimit({ running: 2, waiting: 40 });

/** The roster by name, a page at a time. Names are sealed, so that this searches what it has opened. */
export async function readRoster(
  deps: EmployeesDeps,
  keeper: Keeper,
  { search, offset }: EmployeeSearchRequest,
): Promise<EmployeesReply> {
  const all = await openWhole(deps, keeper.organisationId);
  const found = searchRoster(all, search);
  const now = deps.clock();
  return {
    employees: found.slice(offset, offset + pageSize).map((employee) => presentEmployee(employee, now)),
    matching: found.length,
    total: all.length,
  };
}

/** Every word must stand somewhere in name, unit or number; case does not matter. */
function searchRoster(employees: readonly OpenedEmployee[], search: string): OpenedEmployee[] {
  const words = search.normalize('NFC').toLowerCase().split(/\s+/u).filter(Boolean);
  return employees
    .filter(({ name, unit, number }) => {
      const text = [name, unit, number].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted(byName);
}

export function byName(one: OpenedEmployee, other: OpenedEmployee): number {
  return one.name.localeCompare(other.name, 'id') || (one.id < other.id ? -1 : 1);
}

/**
 * Changes a roster, in one transaction.
 * @throws Problem busy where many change theirs at once
 */
export function changeRoster<T>(deps: EmployeesDeps, change: (client: PoolClient) => Promise<T>): Promise<T> {
  return rosters.run(() => inTransaction(deps.pool, change));
}

/** @throws Problem busy where many read theirs at once */
export function openWhole(deps: EmployeesDeps, organisationId: string): Promise<OpenedEmployee[]> {
  return rosters.run(() => openRoster(deps, deps.pool, organisationId));
}

async function openRoster(
  deps: Pick<EmployeesDeps, 'keys'>,
  db: Queryable,
  organisationId: string,
): Promise<OpenedEmployee[]> {
  const rows = await listEmployees(db, organisationId);
  const opened: OpenedEmployee[] = [];
  for (const row of rows) {
    opened.push(openRow(deps, row));
    if (opened.length % openedAtOnce === 0) {
      await setImmediate();
    }
  }
  return opened;
}

function openRow({ keys }: Pick<EmployeesDeps, 'keys'>, row: EmployeeRow): OpenedEmployee {
  const { id, leavesOn, badgeIssuedAt } = row;
  return { id, leavesOn, badgeIssuedAt, ...openEmployee(keys.sealing, id, row.sealed) };
}

/** @throws Problem employee-unknown */
export async function getEmployee(deps: EmployeesDeps, keeper: Keeper, id: string): Promise<OpenedEmployee> {
  return getOpened(deps, deps.pool, keeper, id);
}

async function getOpened(deps: EmployeesDeps, db: Queryable, keeper: Keeper, id: string): Promise<OpenedEmployee> {
  const row = await findEmployee(db, keeper.organisationId, id);
  if (row === null) {
    throw new Problem('employee-unknown');
  }
  return openRow(deps, row);
}

/** @throws Problem employee-content-invalid, employee-known, roster-full */
export async function addEmployee(deps: EmployeesDeps, keeper: Keeper, given: EmployeeContent): Promise<EmployeeView> {
  const content = checked(given, deps.clock());
  return changeRoster(deps, async (client) => {
    const known = await lockedLikenesses(deps, client, keeper);
    if (known.size + 1 > largestRoster) {
      throw new Problem('roster-full', { detail: `A roster holds ${largestRoster} employees at most.` });
    }
    if (known.has(likenessOf(content))) {
      throw new Problem('employee-known');
    }
    const [id = ''] = await writeEmployees(deps, client, { keeper, contents: [content], at: deps.clock() });
    await record(deps, client, { keeper, action: 'employee.added', subject: id });
    return presentEmployee(await getOpened(deps, client, keeper, id), deps.clock());
  });
}

function checked(given: EmployeeContent, now: Date): EmployeeContent {
  const content = normaliseContent(given);
  const faults = findFaults(content, now);
  if (faults.length > 0) {
    const errors = faults.map(({ field, code, message }) => ({ path: `/${field}`, message: `${code}: ${message.en}` }));
    throw new Problem('employee-content-invalid', { errors });
  }
  return content;
}

/** Who is on the roster already, for as long as nobody else can change it. */
export async function lockedLikenesses(
  deps: EmployeesDeps,
  client: Queryable,
  { organisationId }: Keeper,
): Promise<ReadonlyMap<string, string>> {
  await lockRoster(client, organisationId);
  const all = await openRoster(deps, client, organisationId);
  return new Map(all.map((employee) => [likenessOf(employee), employee.id]));
}

interface NewEmployees {
  readonly keeper: Keeper;
  readonly contents: readonly EmployeeContent[];
  readonly at: Date;
}

/** @returns the new ids, in the order of the contents */
export async function writeEmployees(
  { keys }: EmployeesDeps,
  client: Queryable,
  { keeper, contents, at }: NewEmployees,
): Promise<string[]> {
  const employees = contents.map((content) => {
    const id = uuidv7();
    const code = createBadgeCode();
    return {
      id,
      sealed: sealEmployee(keys.sealing, id, { ...content, code }),
      codeDigest: digestCode(keys.codes, code).toString('hex'),
      leavesOn: content.leavesOn,
    };
  });
  await insertEmployees(client, employees, { organisationId: keeper.organisationId, at });
  return employees.map(({ id }) => id);
}

interface Deed {
  readonly keeper: Keeper;
  readonly action: `employee.${string}` | 'roster.imported' | 'roster.printed';
  readonly subject: string;
}

/** Ids only: the record is kept longer than a name may be. */
export function record(
  deps: EmployeesDeps,
  client: Queryable,
  { keeper, action, subject }: Deed,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { accountId: actor, organisationId } = keeper;
  return deps.audit.record(client, { actor, action, subject, organisationId, detail });
}

/** @throws Problem employee-unknown, employee-content-invalid, employee-known */
export async function changeEmployee(
  deps: EmployeesDeps,
  keeper: Keeper,
  { id, change }: { readonly id: string; readonly change: EmployeeChangeRequest },
): Promise<EmployeeView> {
  return changeRoster(deps, async (client) => {
    const known = await lockedLikenesses(deps, client, keeper);
    const { code, name, unit, number, leavesOn, badgeIssuedAt } = await getOpened(deps, client, keeper, id);
    const content = checked({ name, unit, number, leavesOn, ...change }, deps.clock());
    if ((known.get(likenessOf(content)) ?? id) !== id) {
      throw new Problem('employee-known');
    }
    const sealed = sealEmployee(deps.keys.sealing, id, { ...content, code });
    await updateEmployee(client, { id, sealed, leavesOn: content.leavesOn });
    await record(deps, client, { keeper, action: 'employee.changed', subject: id }, { fields: Object.keys(change) });
    return presentEmployee({ id, code, badgeIssuedAt, ...content }, deps.clock());
  });
}

/** @throws Problem employee-unknown */
export async function removeEmployee(deps: EmployeesDeps, keeper: Keeper, id: string): Promise<void> {
  await changeRoster(deps, async (client) => {
    if (!(await deleteEmployee(client, keeper.organisationId, id))) {
      throw new Problem('employee-unknown');
    }
    await record(deps, client, { keeper, action: 'employee.removed', subject: id });
  });
}

/**
 * A new code for somebody whose badge is lost; the old one counts no more from this moment on.
 * @throws Problem employee-unknown, employee-left
 */
export async function reissueBadge(deps: EmployeesDeps, keeper: Keeper, id: string): Promise<EmployeeView> {
  return changeRoster(deps, async (client) => {
    await lockRoster(client, keeper.organisationId);
    const employee = await getOpened(deps, client, keeper, id);
    const at = deps.clock();
    if (presentEmployee(employee, at).hasLeft) {
      throw new Problem('employee-left');
    }
    const code = createBadgeCode();
    const sealed = sealEmployee(deps.keys.sealing, id, { ...employee, code });
    await replaceBadge(client, { id, sealed, codeDigest: digestCode(deps.keys.codes, code), at });
    await record(deps, client, { keeper, action: 'employee.badge-replaced', subject: id });
    return presentEmployee({ ...employee, badgeIssuedAt: at }, at);
  });
}
