import type { AuditReply, EmployeeImportReport, EmployeesReply, EmployeeView } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hire, openTestEmployees, somebody, type Office, type TestEmployees } from './test-employees.ts';

let database: TestDatabase;
let test: TestEmployees;
let office: Office;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestEmployees(database.url);
});
beforeEach(async () => {
  test.setNow('2021-10-04T02:00:00Z');
  office = await test.openOffice();
});
afterAll(async () => {
  await test.close();
  await database.drop();
});

const list = async (search = '', offset = 0): Promise<EmployeesReply> =>
  (await office.manager<EmployeesReply>('POST', '/employees/search', { search, offset })).body;
const everybody = { search: '', offset: 0 };
const namesOf = ({ employees }: EmployeesReply): string[] => employees.map(({ name }) => name);

describe('a roster', () => {
  it('is sealed: no name and no code stands in the database', async () => {
    await hire(office, { name: 'Ida Ayu Rahasia' });
    const { rows } = await test.pool.query('select e::text as text from employees e where organisation_id = $1', [
      office.organisationId,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/Rahasia|Bagian/i);
    const { rows: audit } = await test.pool.query('select detail::text, subject from audit_entries');
    expect(JSON.stringify(audit)).not.toContain('Rahasia');
  });

  it('is changed by few at once, so that the door finds a connection', async () => {
    let changed = 0;
    const changes = Array.from({ length: 40 }, (_, n) =>
      hire(office, { number: String(n) }).finally(() => (changed += 1)),
    );
    await Promise.race(changes);
    const before = changed;
    await test.pool.query('select');
    expect(changed - before).toBeLessThan(10);
    await Promise.all(changes);
    expect((await list()).total).toBe(40);
  });

  it('is listed by name and searched by any part of it', async () => {
    await hire(office, { name: 'Ketut Wira', unit: 'Bagian Hukum', number: '12' });
    await hire(office, { name: 'Ni Made Ayu' });
    await hire(office, { name: 'I Gede Agung' });
    expect(namesOf(await list())).toEqual(['I Gede Agung', 'Ketut Wira', 'Ni Made Ayu']);
    expect(await list('HUKUM wira')).toMatchObject({ matching: 1, total: 3 });
    expect(namesOf(await list('ayu'))).toEqual(['Ni Made Ayu']);
    expect(await list('', 2)).toMatchObject({ employees: [{ name: 'Ni Made Ayu' }], matching: 3 });
  });

  it.each([
    [{ name: 'A' }, 400],
    [{ name: '  A  ' }, 422],
    [{ name: '=cmd|x' }, 422],
    [{ number: '3174011204' }, 422],
    [{ unit: 'NIP 19850412 201001 1 001' }, 422],
    [{ leavesOn: '2021-02-30' }, 422],
    [{ leavesOn: '2021-01-01' }, 422],
    [{ nik: '1' }, 400],
  ])('does not take %j: %i', async (part, status) => {
    expect(await office.manager('POST', '/employees', { ...somebody, ...part })).toMatchObject({ status });
    expect((await list()).total).toBe(0);
  });

  it('takes nobody twice, unless a number tells them apart', async () => {
    await hire(office, { name: 'I Wayan Sudiarta' });
    const again = { ...somebody, name: ' i wayan  SUDIARTA ' };
    expect(await office.manager('POST', '/employees', again)).toMatchObject({
      status: 409,
      body: { code: 'employee-known' },
    });
    expect(await office.manager('POST', '/employees', { ...again, number: '2' })).toMatchObject({ status: 201 });
  });

  it('is changed, and shows when somebody is forgotten', async () => {
    const { id } = await hire(office);
    const { body } = await office.manager<EmployeeView>('PATCH', `/employees/${id}`, { leavesOn: '2021-10-03' });
    expect(body).toMatchObject({ leavesOn: '2021-10-03', hasLeft: true, forgetOn: '2021-11-03' });
    expect(await office.manager('POST', `/employees/${id}/badge`)).toMatchObject({ body: { code: 'employee-left' } });
    expect(await office.manager('GET', `/employees/${id}/badge.pdf`)).toMatchObject({ status: 409 });
    expect(await office.manager('PATCH', `/employees/${id}`, { leavesOn: null })).toMatchObject({
      body: { hasLeft: false, forgetOn: null },
    });
  });

  it('forgets those who left thirty days after', async () => {
    await hire(office, { leavesOn: '2021-10-04' });
    await hire(office);
    const countAt = async (at: string): Promise<number | null> => {
      test.setNow(at);
      await test.context.forgetOld();
      const of = [office.organisationId];
      return (await test.pool.query('select from employees where organisation_id = $1', of)).rowCount;
    };
    expect(await countAt('2021-11-03T12:00:00Z')).toBe(2);
    expect(await countAt('2021-11-04T12:00:00Z')).toBe(1);
  });

  it('belongs to its own organisation', async () => {
    const { id } = await hire(office);
    const { manager } = await test.openOffice();
    const unknown = { status: 404, body: { code: 'employee-unknown' } };
    expect(await manager('PATCH', `/employees/${id}`, { unit: 'x' })).toMatchObject(unknown);
    expect(await manager('DELETE', `/employees/${id}`)).toMatchObject(unknown);
    expect(await manager('POST', `/employees/${id}/badge`)).toMatchObject(unknown);
    expect(await manager('GET', `/employees/${id}/badge.pdf`)).toMatchObject(unknown);
    expect(await (await office.openOfficer())('POST', '/employees/search', everybody)).toMatchObject({ status: 403 });
    expect(await test.send('POST', '/employees/search', everybody)).toMatchObject({ status: 401 });
  });

  it('names people in no address, which ends up in logs and histories', async () => {
    const [one, other] = [await hire(office), await hire(office)];
    const stranger = await hire(await test.openOffice());
    expect(await office.manager('GET', '/badges.pdf?search=ayu')).toMatchObject({ status: 400 });
    expect(await office.manager('GET', `/badges.pdf?ids=${one.id},${other.id}`)).toMatchObject({ status: 200 });
    expect(await office.manager('GET', `/badges.pdf?ids=${stranger.id}`)).toMatchObject({ status: 404 });
    expect(await office.manager('GET', `/employees?search=ayu`)).toMatchObject({ status: 404 });
  });

  it('leaves a line for each deed, without a name', async () => {
    const { id } = await hire(office);
    await office.manager('PATCH', `/employees/${id}`, { unit: 'Bagian Hukum' });
    await office.manager('POST', `/employees/${id}/badge`);
    await office.manager('GET', '/badges.pdf');
    expect((await office.manager('DELETE', `/employees/${id}`)).status).toBe(204);
    const { body } = await office.manager<AuditReply>('GET', '/audit');
    expect(body.entries.map(({ action }) => action)).toEqual([
      'employee.removed',
      'roster.printed',
      'employee.badge-replaced',
      'employee.changed',
      'employee.added',
    ]);
  });
});

describe('a file of employees', () => {
  const csv = 'nama;unit_kerja;nomor;tanggal_keluar\nNi Made Uji;Bagian Umum;;\nKetut Wira;;7;31/12/2021\n';
  const send = (text: string, dryRun = false) =>
    office.manager<EmployeeImportReport & { code?: string; csvFaults?: unknown }>(
      'POST',
      `/employees/import?dryRun=${dryRun}`,
      text,
    );

  it('is tried first, then entered as a whole', async () => {
    expect(await send(csv, true)).toMatchObject({ status: 200, body: { rows: 2, faults: [], importedAt: null } });
    expect((await list()).total).toBe(0);
    const { status, body } = await send(csv);
    expect([status, body.importedAt]).toEqual([201, '2021-10-04T02:00:00.000Z']);
    expect((await list()).employees).toMatchObject([
      { name: 'Ketut Wira', number: '7', leavesOn: '2021-12-31' },
      { name: 'Ni Made Uji', unit: 'Bagian Umum', leavesOn: null },
    ]);
  });

  it('with one wrong row enters nobody, and names every fault', async () => {
    await send(csv);
    const faulty =
      'nama;nomor\nKetut Wira;7\nKomang;\nKomang;\nX;\nPutu;3174011204610001\nMade;bagian-umum-lantai-3\nGede;1;2\n';
    const { status, body } = await send(faulty);
    expect([status, body.code]).toEqual([422, 'csv-invalid']);
    expect(body.csvFaults).toMatchObject([
      { line: 2, code: 'employee-known' },
      { line: 4, code: 'row-repeated' },
      { line: 5, field: 'nama', code: 'name-too-short' },
      { line: 6, field: 'nomor', code: 'looks-like-nik' },
      { line: 7, field: 'nomor', code: 'field-too-long' },
      { line: 8, code: 'fields-uneven' },
    ]);
    expect((await send('Name;LeavesOn\nKetut;2021-02-30\n', true)).body.faults).toMatchObject([
      { line: 2, field: 'LeavesOn', code: 'date-unknown' },
    ]);
    expect((await list()).total).toBe(2);
    expect((await send('nama;unit_kerja\nNi Made Uji;Bagian Umum\n', true)).body.faults).toMatchObject([
      { line: 2, code: 'employee-known' },
    ]);
  });

  it('must name its columns and hold rows', async () => {
    expect((await send('unit\nx\n', true)).body.faults).toMatchObject([{ code: 'column-missing', field: 'name' }]);
    expect((await send('nomor\n7\n', true)).body.faults).toMatchObject([{ code: 'column-missing', field: 'nama' }]);
    expect((await send('nama\n', true)).body.faults).toMatchObject([{ code: 'csv-empty' }]);
    expect((await send('nik;nama\n1;x\n', true)).body.faults).toMatchObject([{ code: 'column-unknown' }]);
  });

  it('sent twice at once enters its people once', async () => {
    const answers = await Promise.all([send(csv), send(csv)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 422]);
    expect((await list()).total).toBe(2);
  });
});
