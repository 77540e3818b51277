import type { EmployeeDaysReply, EmployeeView, GateReply, ReviewDecisionRequest } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmployee } from './content.ts';
import { hire, openTestEmployees, type Office, type TestEmployees } from './test-employees.ts';

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

/** What the printed badge holds. */
async function codeOf({ id }: Pick<EmployeeView, 'id'>): Promise<string> {
  const { rows } = await test.pool.query<{ sealed: string }>('select sealed from employees where id = $1', [id]);
  return openEmployee(test.context.employees.keys.sealing, id, rows[0]?.sealed ?? '').code;
}

const rulesOf = (persons: readonly { readonly reasons: readonly { readonly rule: string }[] }[]): string[] =>
  persons.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)).filter((rule) => rule.startsWith('door.'));

describe('a badge at the door', () => {
  it('makes an employee, who is screened like everybody', async () => {
    const employeeCode = await codeOf(await hire(office));
    const person = { credentials: [test.certificate('two-doses')], employeeCode };
    const reply = await office.checkIn({ persons: [person] });
    expect(reply).toMatchObject({ outcome: 'admitted', kind: 'employee', persons: [{ colour: 'green' }] });
    expect(await office.occupancy()).toMatchObject({ visitors: 0, employees: 1 });

    const without = await office.checkIn({
      persons: [{ credentials: [], employeeCode: await codeOf(await hire(office)) }],
    });
    expect(without).toMatchObject({ outcome: 'refused', kind: 'employee', persons: [{ colour: 'red' }] });
  });

  it('is counted against the employee limit', async () => {
    const small = await test.openOffice({ employeeLimit: 1 });
    const codes = [await codeOf(await hire(small)), await codeOf(await hire(small))];
    const certificates = ['two-doses', 'two-doses-companion'].map((id) => test.certificate(id));
    const enter = (index: number) =>
      small.checkIn({ persons: [{ credentials: [certificates[index] ?? ''], employeeCode: codes[index] ?? '' }] });
    expect((await enter(0)).outcome).toBe('admitted');
    expect(await enter(1)).toMatchObject({ outcome: 'full', kind: 'employee' });
    const asVisitor = await small.checkIn({ persons: [{ credentials: [certificates[1] ?? ''] }] });
    expect(asVisitor).toMatchObject({ outcome: 'admitted', kind: 'visitor' });
  });

  it.each([
    ['of another organisation', 'door.badge-elsewhere', async () => codeOf(await hire(await test.openOffice()))],
    ['that nobody issued', 'door.badge-unknown', async () => '0123456789ABCDEF'],
    [
      'of a last day that is over',
      'door.badge-expired',
      async () => codeOf(await hire(office, { leavesOn: '2021-10-03' })),
    ],
  ])('%s makes a visitor, and says why: %s', async (_which, rule, getCode) => {
    const person = { credentials: [test.certificate('two-doses')], employeeCode: await getCode() };
    const reply = await office.checkIn({ kind: 'employee', persons: [person] });
    expect(reply).toMatchObject({ outcome: 'admitted', kind: 'visitor', persons: [{ colour: 'green' }] });
    expect(rulesOf(reply.persons)).toEqual([rule]);
    expect(await office.occupancy()).toMatchObject({ visitors: 1, employees: 0 });
  });

  it('counts to the end of the last day on the venue’s own clock', async () => {
    const employeeCode = await codeOf(await hire(office, { leavesOn: '2021-10-04' }));
    const enter = async (at: string, certificate: string) => {
      test.setNow(at);
      return (await office.checkIn({ persons: [{ credentials: [test.certificate(certificate)], employeeCode }] })).kind;
    };
    expect(await enter('2021-10-04T15:59:59Z', 'two-doses')).toBe('employee');
    expect(await enter('2021-10-04T16:00:00Z', 'two-doses-companion')).toBe('visitor');
  });

  it('is dead once it is lost, and the new one counts', async () => {
    const employee = await hire(office);
    const old = await codeOf(employee);
    test.setNow('2021-10-04T03:00:00Z');
    const { body } = await office.manager<EmployeeView>('POST', `/employees/${employee.id}/badge`);
    expect(body.badgeIssuedAt).toBe('2021-10-04T03:00:00.000Z');
    const fresh = await codeOf(employee);
    const enter = (employeeCode: string, id: string) =>
      office.checkIn({ persons: [{ credentials: [test.certificate(id)], employeeCode }] });
    expect(rulesOf((await enter(old, 'two-doses')).persons)).toEqual(['door.badge-unknown']);
    expect((await enter(fresh, 'two-doses-companion')).kind).toBe('employee');
    expect(await test.send('POST', '/badges', { employeeCode: old })).toMatchObject({ status: 404 });
  });

  it('is told where it counts, and nothing of whose it is', async () => {
    const employeeCode = await codeOf(await hire(office));
    const { status, body } = await test.send('POST', '/badges', { employeeCode });
    expect([status, body]).toEqual([
      200,
      { organisation: { id: office.organisationId, name: expect.stringContaining('Dinas') }, leavesOn: null },
    ]);
    expect(await test.send('POST', '/badges', { employeeCode: 'short' })).toMatchObject({ status: 400 });
  });

  it.each(['', '0123456789ABCDE', '0123456789abcdef', 'U123456789ABCDEF', 1, null, ['0123456789ABCDEF']])(
    'that has the form of %j is refused with the request',
    async (employeeCode) => {
      const body = { eventId: crypto.randomUUID(), gate: office.gate, kind: 'visitor', persons: [] as object[] };
      body.persons.push({ credentials: [], employeeCode });
      expect(await test.send('POST', '/check-ins', body)).toMatchObject({
        status: 400,
        body: { code: 'body-invalid' },
      });
    },
  );

  it('belongs to the request: another badge under the same event id is another request', async () => {
    const eventId = crypto.randomUUID();
    const enter = async (employeeCode: string) =>
      office.checkIn({ eventId, persons: [{ credentials: [test.certificate('two-doses')], employeeCode }] });
    const [one, other] = [await codeOf(await hire(office)), await codeOf(await hire(office))];
    const first = await enter(one);
    expect(await enter(one)).toEqual(first);
    await expect(enter(other)).rejects.toThrow('event-conflict');
    expect(await office.occupancy()).toMatchObject({ visitors: 0, employees: 1 });
  });

  it('is shown for one person of a party only', async () => {
    const employeeCode = await codeOf(await hire(office));
    const persons = ['two-doses', 'two-doses-companion'].map((id) => ({
      credentials: [test.certificate(id)],
      employeeCode,
    }));
    await expect(office.checkIn({ persons })).rejects.toThrow('persons-repeated');
  });

  it('names the employee where nobody shows a certificate', async () => {
    const employeeCode = await codeOf(await hire(office));
    await office.checkIn({ persons: [{ credentials: [], employeeCode }, { credentials: [] }] });
    const { rows } = await test.pool.query<{ persons: { pseudonyms: string[] }[] }>(
      'select persons from check_ins where venue_id = $1',
      [office.venueId],
    );
    expect(rows[0]?.persons.map(({ pseudonyms }) => pseudonyms.length)).toEqual([2, 1]);
  });
});

describe('who merely says to be an employee', () => {
  const kindOf = async () => {
    const reply = await office.checkIn({
      kind: 'employee',
      persons: [{ credentials: [test.certificate('two-doses')] }],
    });
    return [reply.kind, ...rulesOf(reply.persons)];
  };

  it('is one where no roster is kept, and a visitor where there is one', async () => {
    expect(await kindOf()).toEqual(['employee']);
    const other = await test.openOffice();
    await hire(other);
    office = other;
    expect(await kindOf()).toEqual(['visitor', 'door.badge-missing']);
  });

  it('is not asked for it where a roster is kept', async () => {
    const asked = async (): Promise<readonly string[]> =>
      (await test.send<GateReply>('GET', `/gates/${office.gate}`)).body.asks.kinds;
    expect(await asked()).toEqual(['visitor', 'employee']);
    await hire(office);
    test.setNow('2021-10-04T02:00:06Z');
    expect(await asked()).toEqual(['visitor']);
  });
});

describe('a party of both kinds', () => {
  it('enters together, each counted as their own', async () => {
    const employeeCode = await codeOf(await hire(office));
    const persons = [
      { credentials: [test.certificate('two-doses')], employeeCode },
      { credentials: [test.certificate('two-doses-companion')] },
    ];
    const reply = await office.checkIn({ persons });
    expect(reply).toMatchObject({ outcome: 'admitted', kind: 'visitor', persons: [{ kind: 'employee' }, {}] });
    expect(reply.persons[1]).not.toHaveProperty('kind');
    expect(await office.occupancy()).toMatchObject({ visitors: 1, employees: 1 });
    const visits = reply.persons.flatMap(({ visit }) => (visit === null ? [] : [visit]));
    await test.send('POST', '/check-outs', { eventId: crypto.randomUUID(), visits });
    expect(await office.occupancy()).toMatchObject({ visitors: 0, employees: 0 });
  });

  it('stays out as a whole where one kind has no room', async () => {
    const none = await test.openOffice({ employeeLimit: 0 });
    const persons = [
      { credentials: [test.certificate('two-doses')], employeeCode: await codeOf(await hire(none)) },
      { credentials: [test.certificate('two-doses-companion')] },
    ];
    expect((await none.checkIn({ persons })).outcome).toBe('full');
    expect(await none.occupancy()).toMatchObject({ visitors: 0, employees: 0 });
  });

  it('keeps its kinds through an officer’s decision', async () => {
    const employeeCode = await codeOf(await hire(office));
    const persons = [
      { credentials: [test.certificate('one-dose')], employeeCode },
      { credentials: [test.certificate('two-doses')] },
    ];
    const { eventId } = await office.checkIn({ persons });
    const decision: ReviewDecisionRequest = { decision: 'approve', reason: 'Dokumen asli sudah diperiksa' };
    await (
      await office.openOfficer()
    )('POST', `/gates/${office.gate}/reviews/${eventId}`, decision);
    expect(await office.occupancy()).toMatchObject({ visitors: 1, employees: 1 });
  });
});

describe('the days of an office', () => {
  const enterAndLeave = async (at: string, certificate: string, employeeCode?: string): Promise<void> => {
    test.setNow(at);
    const person = { credentials: [test.certificate(certificate)], ...(employeeCode && { employeeCode }) };
    const { persons } = await office.checkIn({ persons: [person] });
    const visits = persons.flatMap(({ visit }) => (visit === null ? [] : [visit]));
    await test.send('POST', '/check-outs', { eventId: crypto.randomUUID(), visits });
  };

  it('count each employee once, on the venue’s own calendar, beside the roster', async () => {
    test.setNow('2021-10-03T01:00:00Z');
    const [one, two] = [await codeOf(await hire(office)), await codeOf(await hire(office))];
    // In the evening in UTC, on the next day in Denpasar.
    test.setNow('2021-10-03T17:00:00Z');
    await hire(office);
    // Either side of midnight in UTC, on one day in Denpasar.
    await enterAndLeave('2021-10-03T23:30:00Z', 'two-doses', one);
    await enterAndLeave('2021-10-04T00:30:00Z', 'two-doses', one);
    await enterAndLeave('2021-10-04T03:00:00Z', 'two-doses-companion', two);
    await enterAndLeave('2021-10-04T16:30:00Z', 'two-doses', one);
    await enterAndLeave('2021-10-04T16:40:00Z', 'two-doses-companion');
    const { body } = await (await office.openManager())<EmployeeDaysReply>('GET', '/employee-days');
    const [{ venue, days } = { venue: null, days: [] }] = body.venues;
    expect([venue?.id, days.length]).toEqual([office.venueId, 14]);
    expect(days.slice(-4)).toEqual([
      { on: '2021-10-02', present: 0, roster: 0 },
      { on: '2021-10-03', present: 0, roster: 2 },
      { on: '2021-10-04', present: 2, roster: 3 },
      { on: '2021-10-05', present: 1, roster: 3 },
    ]);
  });

  it('are shown to the own manager only', async () => {
    expect(await (await office.openOfficer())('GET', '/employee-days')).toMatchObject({ status: 403 });
    expect(await test.send('GET', '/employee-days')).toMatchObject({ status: 401 });
  });
});
