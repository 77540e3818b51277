export { listBadges } from './badges.ts';
export { createEmployeeCounting, type CountedAs, type EmployeeCounting } from './count-as.ts';
export type { Presence } from './days.ts';
export type { EmployeesDeps } from './deps.ts';
export { forgetLeavers } from './forget.ts';
export { addEmployee, readRoster } from './roster.ts';
export { employeeRoutes } from './routes.ts';
