import { Type, type Static } from 'typebox';
import { CsvFault } from './cards.ts';
import { DateOnly, EmployeeCode, Instant, Uuid, strictObject } from './shapes.ts';
import { OrganisationSummary } from './venues.ts';

const Name = Type.String({
  minLength: 2,
  maxLength: 80,
  description: 'As on the badge; in the database it is sealed.',
});
const Unit = Type.String({ maxLength: 80, description: 'Where the employee works; may be empty.' });
const StaffNumber = Type.String({
  maxLength: 15,
  description:
    'The organisation’s own short number, which tells people of one name apart; may be empty. Never a NIK or NIP.',
});
const LeavesOn = Type.Union([DateOnly, Type.Null()], {
  description: 'The last day of work; the badge counts until its end.',
});

/** Somebody on an organisation's roster. */
export const EmployeeContent = strictObject({ name: Name, unit: Unit, number: StaffNumber, leavesOn: LeavesOn });
export type EmployeeContent = Static<typeof EmployeeContent>;

export const EmployeeChangeRequest = strictObject({
  name: Type.Optional(Name),
  unit: Type.Optional(Unit),
  number: Type.Optional(StaffNumber),
  leavesOn: Type.Optional(LeavesOn),
});
export type EmployeeChangeRequest = Static<typeof EmployeeChangeRequest>;

export const EmployeeView = Type.Object({
  id: Uuid,
  ...EmployeeContent.properties,
  hasLeft: Type.Boolean(),
  forgetOn: Type.Union([DateOnly, Type.Null()], { description: 'When everything about them is deleted.' }),
  badgeIssuedAt: Instant,
});
export type EmployeeView = Static<typeof EmployeeView>;

/** A name is typed here, so that it travels in the body: addresses end up in logs and histories. */
export const EmployeeSearchRequest = strictObject({
  search: Type.String({ maxLength: 80, description: 'Words of name, unit or number; empty: everybody.' }),
  offset: Type.Integer({ minimum: 0, maximum: 100_000, description: 'How many to pass over.' }),
});
export type EmployeeSearchRequest = Static<typeof EmployeeSearchRequest>;

export const EmployeesReply = Type.Object({
  employees: Type.Array(EmployeeView, { description: 'By name, a page at a time.' }),
  matching: Type.Integer({ description: 'How many the search finds.' }),
  total: Type.Integer({ description: 'How many are on the roster.' }),
});
export type EmployeesReply = Static<typeof EmployeesReply>;

/** Everything or nothing: without `importedAt` nothing was entered. */
export const EmployeeImportReport = Type.Object({
  dryRun: Type.Boolean(),
  rows: Type.Integer(),
  faults: Type.Array(CsvFault),
  importedAt: Type.Union([Instant, Type.Null()], {
    description: 'The badges of these rows are issued at this instant.',
  }),
});
export type EmployeeImportReport = Static<typeof EmployeeImportReport>;

export const BadgeRequest = strictObject({ employeeCode: EmployeeCode });
export type BadgeRequest = Static<typeof BadgeRequest>;

/** Whose badge this is, without saying who. */
export const BadgeReply = Type.Object({ organisation: OrganisationSummary, leavesOn: LeavesOn });
export type BadgeReply = Static<typeof BadgeReply>;

export const EmployeeDay = Type.Object({
  on: DateOnly,
  present: Type.Integer({ description: 'Different employees who came in.' }),
  roster: Type.Integer({ description: 'Employees on the roster of the organisation.' }),
});
export type EmployeeDay = Static<typeof EmployeeDay>;

export const EmployeeDaysReply = Type.Object({
  venues: Type.Array(
    Type.Object({
      venue: Type.Object({ id: Uuid, name: Type.String() }),
      employeeLimit: Type.Union([Type.Integer(), Type.Null()], { description: 'In force now; null: none of its own.' }),
      days: Type.Array(EmployeeDay, { description: 'The last fourteen in the venue’s zone, today last.' }),
    }),
  ),
});
export type EmployeeDaysReply = Static<typeof EmployeeDaysReply>;
