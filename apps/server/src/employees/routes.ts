import {
  EmployeeChangeRequest,
  EmployeeContent,
  EmployeeDaysReply,
  EmployeeImportReport,
  EmployeeSearchRequest,
  EmployeesReply,
  EmployeeView,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { badgeRoutes } from './badge-routes.ts';
import { readDays } from './days.ts';
import { importRoster } from './import-roster.ts';
import { addEmployee, changeEmployee, readRoster, removeEmployee } from './roster.ts';
import { getChanger, getReader, type EmployeeRouteDeps } from './route-deps.ts';

const csvLimitBytes = 256 * 1024;
const params = strictObject({ id: Uuid });

/** Who works for an organisation. Answers hold names and are never kept by a cache. */
export function employeeRoutes(app: App, deps: EmployeeRouteDeps): void {
  void app.register(async (room: App) => {
    room.addHook('onSend', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
    });
    readRoutes(room, deps);
    changeRoutes(room, deps);
    importRoute(room, deps);
    badgeRoutes(room, deps);
  });
}

function readRoutes(app: App, deps: EmployeeRouteDeps): void {
  app.post(
    '/employees/search',
    {
      schema: {
        tags: ['employees'],
        summary: 'The roster of the own organisation, by name, a hundred at a time; names are in no address',
        body: EmployeeSearchRequest,
        response: { 200: EmployeesReply },
      },
    },
    async (request) => readRoster(deps.employees, await getReader(deps, request), request.body),
  );

  app.get(
    '/employee-days',
    {
      schema: {
        tags: ['employees'],
        summary: 'How many employees came to each venue of the own organisation in the last fourteen days',
        response: { 200: EmployeeDaysReply },
      },
    },
    async (request) => readDays(deps.employees, await getReader(deps, request), deps.employeeDays),
  );
}

function changeRoutes(app: App, deps: EmployeeRouteDeps): void {
  const { employees } = deps;

  app.post(
    '/employees',
    {
      schema: {
        tags: ['employees'],
        summary: 'Add an employee, who gets a badge of their own',
        body: EmployeeContent,
        response: { 201: EmployeeView },
      },
    },
    async (request, reply) => {
      const view = await addEmployee(employees, await getChanger(deps, request), request.body);
      void reply.code(201);
      return view;
    },
  );

  app.patch(
    '/employees/:id',
    {
      schema: {
        tags: ['employees'],
        summary: 'Change an employee’s name, unit, number or last day of work',
        params,
        body: EmployeeChangeRequest,
        response: { 200: EmployeeView },
      },
    },
    async (request) => {
      const keeper = await getChanger(deps, request);
      return changeEmployee(employees, keeper, { id: request.params.id, change: request.body });
    },
  );

  app.delete(
    '/employees/:id',
    {
      schema: {
        tags: ['employees'],
        summary: 'Take somebody off the roster at once; their badge counts no more',
        params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeEmployee(employees, await getChanger(deps, request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function importRoute(app: App, deps: EmployeeRouteDeps): void {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
  app.post(
    '/employees/import',
    {
      bodyLimit: csvLimitBytes,
      schema: {
        tags: ['employees'],
        summary: 'Add all employees of a CSV file, or none; a dry run only tells what is wrong',
        consumes: ['text/csv'],
        querystring: strictObject({ dryRun: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])) }),
        body: Type.Unsafe<Buffer>({}),
        response: { 200: EmployeeImportReport, 201: EmployeeImportReport },
      },
    },
    async (request, reply) => {
      const keeper = await getChanger(deps, request);
      const dryRun = request.query.dryRun === 'true';
      const csv = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const report = await importRoster(deps.employees, keeper, { csv, dryRun });
      void reply.code(dryRun ? 200 : 201);
      return report;
    },
  );
}
